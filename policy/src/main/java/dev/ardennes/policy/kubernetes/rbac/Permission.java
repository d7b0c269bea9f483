package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;

/// One rule of a role, as it stands. Texts are compared as they are, upper and lower case apart.
///
/// @param resources plural names, with the subresource after a slash; `*` is every resource and
///   subresource, `*/scale` that subresource of every resource; `pods/*` has no meaning of its own
/// @param resourceNames empty for all objects
/// @param namesUnknown whether no source says which names, if any, the rule is limited to
/// @param nonResourceUrls a `*` at the end is any rest
public record Permission(
    List<String> verbs,
    List<String> apiGroups,
    List<String> resources,
    List<String> resourceNames,
    boolean namesUnknown,
    List<String> nonResourceUrls) {
  private static final String ALL = "*";

  public Permission {
    verbs = List.copyOf(verbs);
    apiGroups = List.copyOf(apiGroups);
    resources = List.copyOf(resources);
    resourceNames = List.copyOf(resourceNames);
    nonResourceUrls = List.copyOf(nonResourceUrls);
  }

  /// A rule of which nothing is known.
  static Permission unknown(String text) {
    List<String> any = List.of(text);
    return new Permission(any, any, any, List.of(text), true, any);
  }

  /// Every verb on every resource and path.
  static Permission everything() {
    List<String> all = List.of(ALL);
    return new Permission(all, all, all, List.of(), false, all);
  }

  boolean aboutResources() {
    return !resources.isEmpty();
  }

  /// Whether it is every verb on every resource.
  boolean everyResource() {
    return verbs.contains(ALL)
        && apiGroups.contains(ALL)
        && resources.contains(ALL)
        && resourceNames.isEmpty()
        && !namesUnknown;
  }

  /// Whether it is every verb on every path.
  boolean everyUrl() {
    return verbs.contains(ALL) && nonResourceUrls.contains(ALL);
  }

  /// Whether it may be about other verbs than it lists.
  boolean anyVerb() {
    return verbs.stream().anyMatch(verb -> verb.equals(ALL) || Unknown.in(verb));
  }

  /// How many permissions to one verb on one thing it is.
  long parts() {
    long names = Math.max(1, resourceNames.size());
    long things = (long) apiGroups.size() * resources.size() * names + nonResourceUrls.size();
    return verbs.size() * things;
  }

  /// Everything it is about, one by one.
  List<RbacTarget> targets(String namespace) {
    List<RbacTarget> targets = new ArrayList<>();
    for (String group : apiGroups) {
      for (String resource : resources) {
        RbacTarget.Resource target = RbacTarget.Resource.of(group, resource, namespace);
        if (resourceNames.isEmpty()) {
          targets.add(target);
        }
        resourceNames.forEach(name -> targets.add(target.named(name)));
      }
    }
    nonResourceUrls.forEach(path -> targets.add(new RbacTarget.Url(path)));
    return targets;
  }

  /// Whether it may be about the verb.
  public boolean mayBeAbout(String verb) {
    return Match.any(verbs, verb, Permission::isAll).possible();
  }

  /// Whether it may be about the target.
  public boolean mayBeAbout(RbacTarget target) {
    return verbs.stream().anyMatch(verb -> matches(verb, target).possible());
  }

  Match matches(String verb, RbacTarget target) {
    Match match = Match.any(verbs, verb, Permission::isAll);
    if (!match.possible()) {
      return match;
    }
    return switch (target) {
      case RbacTarget.Url url -> match.and(about(url.path()));
      case RbacTarget.Resource resource -> match.and(about(resource));
    };
  }

  private Match about(String path) {
    Match match = Match.any(nonResourceUrls, path, Permission::urlCovers);
    if (match.possible() || !Unknown.in(path)) {
      return match;
    }
    boolean open =
        nonResourceUrls.stream()
            .filter(pattern -> pattern.endsWith(ALL))
            .anyMatch(pattern -> Match.couldEqual(stem(pattern) + Unknown.part(""), path));
    return open ? Match.onlyIf("a rule covers `" + path + "`") : Match.NO;
  }

  private Match about(RbacTarget.Resource wanted) {
    return Match.any(apiGroups, wanted.apiGroup(), Permission::isAll)
        .and(Match.any(resources, wanted.path(), (one, path) -> covers(one, wanted)))
        .and(names(wanted.name()));
  }

  private Match names(String name) {
    if (resourceNames.isEmpty()) {
      return Match.YES;
    }
    if (namesUnknown) {
      return Match.onlyIf("`" + resourceNames.getFirst() + "` does not leave out the object");
    }
    return name.isEmpty() ? Match.NO : Match.any(resourceNames, name, (one, other) -> false);
  }

  private static boolean isAll(String pattern, String wanted) {
    return pattern.equals(ALL);
  }

  private static boolean covers(String pattern, RbacTarget.Resource wanted) {
    return pattern.equals(ALL)
        || (!wanted.subresource().isEmpty() && pattern.equals("*/" + wanted.subresource()));
  }

  private static boolean urlCovers(String pattern, String wanted) {
    return pattern.endsWith(ALL) && wanted.startsWith(stem(pattern));
  }

  private static String stem(String pattern) {
    int end = pattern.length();
    while (end > 0 && pattern.charAt(end - 1) == '*') {
      end--;
    }
    return pattern.substring(0, end);
  }
}
