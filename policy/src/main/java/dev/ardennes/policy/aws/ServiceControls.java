package dev.ardennes.policy.aws;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Control;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The service control policies of an organization: each level from the root to the account must
/// allow a request.
///
/// AWS attaches its own `FullAWSAccess` to every level. Where a source declares policies one by one
/// it is there beside them: a level of denies alone would allow nothing without it, and where a
/// level lists what it allows nobody but AWS knows whether it is still there.
///
/// Source: "SCP evaluation" in the AWS Organizations user guide.
final class ServiceControls {
  private static final String LAYER = "service control policy";

  private ServiceControls() {}

  /// Notes the control that a limiting layer is, where it does not allow the request.
  interface Limit {
    Formula of(Formula allows, Control.Kind kind, String says, List<String> facts);
  }

  static Formula allow(
      @Nullable List<List<AwsPolicyModel.Link>> levels,
      String account,
      ControlPlace place,
      Documents documents,
      Limit limit) {
    Formula result = Formula.facts(place.factIds());
    if (levels == null || !place.complete()) {
      String above = levels == null ? "of" : "above";
      result =
          result.and(
              Formula.of(
                  Literal.unseenLayer(
                      "no service control policy "
                          + above
                          + " account `"
                          + account
                          + "` denies this",
                      "")));
    }
    for (List<AwsPolicyModel.Link> level :
        levels == null ? List.<List<AwsPolicyModel.Link>>of() : levels) {
      String says =
          "no service control policy of account `" + account + "` allows " + documents.question();
      List<String> facts = level.stream().map(AwsPolicyModel.Link::factId).toList();
      Formula allows = level(level, account, place.ownDefault(), documents);
      result = result.and(limit.of(allows, Control.Kind.SERVICE_CONTROL_POLICY, says, facts));
    }
    return result;
  }

  private static Formula level(
      List<AwsPolicyModel.Link> level, String account, boolean ownDefault, Documents documents) {
    List<Formula> allows = new ArrayList<>();
    List<AwsPolicyModel.Link> there =
        level.stream().filter(link -> !documents.removed(link.factId())).toList();
    for (AwsPolicyModel.Link link : there) {
      allows.add(documents.identityDocument(link, "", new Documents.Place(LAYER, account)));
    }
    if (!ownDefault) {
      return Formula.any(allows);
    }
    boolean lists = there.stream().anyMatch(documents::allowsAnything);
    Formula attached = there.isEmpty() ? Formula.TRUE : Formula.fact(there.getFirst().factId());
    if (lists) {
      String says =
          "AWS's own `FullAWSAccess` is attached beside the service control policies of account `"
              + account
              + "` that list what they allow";
      attached =
          attached.and(
              Formula.of(
                  Literal.assumed(
                      Assumption.Kind.NOT_COLLECTED, says, "it is not so that " + says, "")));
    }
    return Formula.any(allows).or(attached);
  }
}
