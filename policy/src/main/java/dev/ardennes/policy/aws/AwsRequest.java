package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One question to AWS: may this principal perform this action on this resource?
///
/// @param principal the id of a declared principal, or an ARN (user, role, assumed-role session,
///   account root), a service such as `lambda.amazonaws.com`, the ARN of an identity provider, or
///   `*` for anybody
/// @param action such as `lambda:CreateFunction`, in any case
/// @param target what it is done to
/// @param context what is known of the request beyond principal and resource
public record AwsRequest(String principal, String action, Target target, Context context) {

  /// A request about one resource, with nothing known of its context.
  ///
  /// @param resource the id of a declared resource or principal, an ARN, or `*`
  public static AwsRequest of(String principal, String action, String resource) {
    return new AwsRequest(principal, action, new One(resource, Optional.empty()), Context.NONE);
  }

  public AwsRequest withContext(Context other) {
    return new AwsRequest(principal, action, target, other);
  }

  /// The same question with the resource's account given (a bucket's ARN does not say it).
  public AwsRequest inAccount(String account) {
    return switch (target) {
      case One one ->
          new AwsRequest(principal, action, new One(one.resource(), Optional.of(account)), context);
      case Any any -> new AwsRequest(principal, action, new Any(any.pattern(), account), context);
    };
  }

  /// What a request is about.
  public sealed interface Target permits One, Any {}

  /// One resource.
  ///
  /// @param resource an id that the model declares, an ARN, or `*`
  /// @param account who owns it, where the model and the ARN do not say
  public record One(String resource, Optional<String> account) implements Target {}

  /// Some resource whose ARN matches the pattern, whichever the requester likes: the names of
  /// things that do not exist yet, or the objects of a bucket.
  public record Any(String pattern, String account) implements Target {}

  /// What is known of a request's context. Keys are compared without regard to case.
  ///
  /// A key that stands neither in `values` nor in `absent` comes from the model where it is about
  /// the principal, the resource or the time; otherwise it is the requester's choice, or unknown.
  ///
  /// @param values condition keys with their values
  /// @param absent condition keys that the request does not carry
  /// @param complete whether every other key is absent too
  /// @param sessionPolicies the ids of documents that limit the session
  /// @param endpointPolicies the ids of the policy documents of the VPC endpoint that the request
  ///   passes
  /// @param chosen condition keys that whoever is behind the request picks
  public record Context(
      SortedMap<String, List<String>> values,
      Set<String> absent,
      boolean complete,
      List<String> sessionPolicies,
      List<String> endpointPolicies,
      Set<String> chosen) {

    /// Nothing is known.
    public static final Context NONE =
        new Context(new TreeMap<>(), Set.of(), false, List.of(), List.of());

    /// With no key that somebody picks.
    public Context(
        SortedMap<String, List<String>> values,
        Set<String> absent,
        boolean complete,
        List<String> sessionPolicies,
        List<String> endpointPolicies) {
      this(values, absent, complete, sessionPolicies, endpointPolicies, Set.of());
    }

    public Context {
      SortedMap<String, List<String>> lower = new TreeMap<>();
      values.forEach((key, list) -> lower.put(key.toLowerCase(Locale.ROOT), List.copyOf(list)));
      values = Collections.unmodifiableSortedMap(lower);
      absent = lower(absent);
      chosen = lower(chosen);
      sessionPolicies = List.copyOf(sessionPolicies);
      endpointPolicies = List.copyOf(endpointPolicies);
    }

    private static Set<String> lower(Set<String> keys) {
      return keys.stream()
          .map(key -> key.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());
    }

    /// Nothing is known but who picks these keys.
    static Context choosing(Set<String> keys) {
      return new Context(new TreeMap<>(), Set.of(), false, List.of(), List.of(), keys);
    }

    /// Exactly these single values are known.
    public static Context of(Map<String, String> values) {
      SortedMap<String, List<String>> lists = new TreeMap<>();
      values.forEach((key, value) -> lists.put(key, List.of(value)));
      return new Context(lists, Set.of(), false, List.of(), List.of());
    }

    /// With this key fixed.
    public Context with(String key, String... fixed) {
      SortedMap<String, List<String>> lists = new TreeMap<>(values);
      lists.put(key.toLowerCase(Locale.ROOT), List.of(fixed));
      return new Context(lists, absent, complete, sessionPolicies, endpointPolicies, chosen);
    }

    /// With what a request shows that takes the way, and the policies that limit it there.
    Context passing(Passages.Way way) {
      SortedMap<String, List<String>> all = new TreeMap<>(way.values());
      all.putAll(values);
      List<String> policies = new ArrayList<>(endpointPolicies);
      policies.addAll(way.policies());
      return new Context(all, absent, complete, sessionPolicies, policies, chosen);
    }

    /// With nothing left open: a key not given is absent.
    public Context closed() {
      return new Context(values, absent, true, sessionPolicies, endpointPolicies, chosen);
    }
  }
}
