package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The policies of an organization that keep anything from an account.
public final class OrganisationLimits {
  private OrganisationLimits() {}

  /// A policy that limits.
  ///
  /// @param factIds the facts that say that it does: where it is attached, and where the account
  ///   lies
  /// @param beside another policy of its level that allows everything; empty where none is needed
  /// @param detachable whether its level still allows everything without it
  public record Limit(String document, List<String> factIds, String beside, boolean detachable) {
    public Limit {
      factIds = List.copyOf(factIds);
    }
  }

  /// From the root down; none for the account that manages its organization, nor where no policies
  /// are known.
  public static List<Limit> of(AwsPolicyModel model, String account) {
    if (model.managementAccount(account) != null) {
      return List.of();
    }
    ControlPlace place = model.controlPlace(account);
    List<Limit> limits = new ArrayList<>();
    collect(model, model.serviceControls(account), place, place.ownDefault(), limits);
    // An allow of everything is attached to every level and stays there.
    collect(model, model.resourceControls(account), place, true, limits);
    return limits;
  }

  private static void collect(
      AwsPolicyModel model,
      @Nullable List<List<AwsPolicyModel.Link>> levels,
      ControlPlace place,
      boolean ownDefault,
      List<Limit> limits) {
    for (List<AwsPolicyModel.Link> links :
        levels == null ? List.<List<AwsPolicyModel.Link>>of() : levels) {
      for (AwsPolicyModel.Link link : links) {
        AwsPolicyModel.Link beside = ownDefault ? null : openBeside(model, links, link);
        boolean open = ownDefault || beside != null;
        Document document = model.document(link.to());
        if (document.denies() || document.unknown() != null || !(open || isOpen(document))) {
          List<String> facts = new ArrayList<>(place.factIds());
          facts.add(link.factId());
          if (beside != null) {
            facts.add(beside.factId());
          }
          limits.add(new Limit(link.to(), facts, beside == null ? "" : beside.to(), open));
        }
      }
    }
  }

  private static AwsPolicyModel.@Nullable Link openBeside(
      AwsPolicyModel model, List<AwsPolicyModel.Link> links, AwsPolicyModel.Link but) {
    for (AwsPolicyModel.Link link : links) {
      if (!link.equals(but) && isOpen(model.document(link.to()))) {
        return link;
      }
    }
    return null;
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
