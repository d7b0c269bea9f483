package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The policies of an organization that keep anything from an account.
public final class OrganisationLimits {
  private OrganisationLimits() {}

  /// A policy that limits.
  ///
  /// @param factId the fact that says so
  /// @param detachable whether its level still allows everything without it
  public record Limit(String document, String factId, boolean detachable) {}

  /// From the root down; none for the account that manages its organization, nor where no policies
  /// are known.
  public static List<Limit> of(AwsPolicyModel model, String account) {
    if (model.managementAccount(account) != null) {
      return List.of();
    }
    boolean ownDefault = model.controlPlace(account).ownDefault();
    List<Limit> limits = new ArrayList<>();
    collect(model, model.serviceControls(account), ownDefault, limits);
    // An allow of everything is attached to every level and stays there.
    collect(model, model.resourceControls(account), true, limits);
    return limits;
  }

  private static void collect(
      AwsPolicyModel model,
      @Nullable List<List<AwsPolicyModel.Link>> levels,
      boolean ownDefault,
      List<Limit> limits) {
    for (List<AwsPolicyModel.Link> links :
        levels == null ? List.<List<AwsPolicyModel.Link>>of() : levels) {
      for (AwsPolicyModel.Link link : links) {
        boolean open = ownDefault || others(model, links, link, OrganisationLimits::isOpen);
        Document document = model.document(link.to());
        if (document.denies() || document.unknown() != null || !(open || isOpen(document))) {
          limits.add(new Limit(link.to(), link.factId(), open));
        }
      }
    }
  }

  private static boolean others(
      AwsPolicyModel model,
      List<AwsPolicyModel.Link> links,
      AwsPolicyModel.Link but,
      Predicate<Document> test) {
    return links.stream()
        .filter(link -> !link.equals(but))
        .anyMatch(link -> test.test(model.document(link.to())));
  }

  /// Whether a statement allows everything on everything.
  private static boolean isOpen(Document document) {
    return document.statements().stream()
        .map(Document.Numbered::statement)
        .anyMatch(
            statement ->
                statement.allow()
                    && statement.conditions().isEmpty()
                    && isEverything(statement.action())
                    && (statement.resource() == null || isEverything(statement.resource())));
  }

  private static boolean isEverything(PolicyStatement.@Nullable Element element) {
    return element != null
        && !element.not()
        && element.globs().stream().anyMatch(Glob::isEverything);
  }
}
