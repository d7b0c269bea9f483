package dev.ardennes.collect.aws;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonReader;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Unknown;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/// Facts about policy documents, the same for every source of AWS configuration.
final class PolicyFacts {
  static final String MANAGED_KIND = "aws.iam.policy";
  private static final ManagedPolicies MANAGED = ManagedPolicies.bundled();

  private record Reference(String arn, Evidence at) {}

  private final CollectedBuilder out;
  private final Set<String> stated = new HashSet<>();
  private final Map<String, Reference> withoutDocument = new LinkedHashMap<>();

  PolicyFacts(CollectedBuilder out) {
    this.out = out;
  }

  /// The statements of a document.
  ///
  /// @param document entity id of the document
  /// @param value the document as it is written
  /// @param evidence from a place in the document
  void statements(String document, Json value, Function<Json.Place, Evidence> evidence) {
    withoutDocument.remove(document);
    stated.add(document);
    PolicyDocument policy = PolicyDocument.of(value, document);
    for (PolicyDocument.Statement statement : policy.statements()) {
      Evidence at = evidence.apply(place(value, statement));
      out.fact(
          at,
          "policy_statement",
          document,
          String.valueOf(statement.index()),
          statement.canonical());
      TokenSources.state(out, statement.json(), at);
      TrustedOutright.state(out, document, statement.json(), at);
      if (PolicyDocument.whollyUnknown(statement.canonical())
          && statement.json() instanceof Json.Text text
          && !Unknown.in(text.value())) {
        out.problem(
            Problem.warning(
                "the policy is no JSON document, so that what it says is not known",
                "check the quotes and commas of the document",
                at));
      }
    }
    if (TokenSources.pinned(
        policy.statements().stream().map(PolicyDocument.Statement::json).toList())) {
      out.fact(evidence.apply(value.place()), TokenSources.PINS, document);
    }
    if (!policy.version().equals(PolicyDocument.CURRENT_LANGUAGE)) {
      out.fact(evidence.apply(value.place()), "policy_language", document, policy.version());
    }
  }

  /// Inside a text that holds a document no line is known, but which statement it is.
  private static Json.Place place(Json value, PolicyDocument.Statement statement) {
    Json.Place place = statement.json().place();
    return !place.pointer().isEmpty() && place.equals(value.place())
        ? place.below("Statement/" + statement.index())
        : place;
  }

  /// A managed policy that something refers to: AWS's own have their document, others get it when
  /// the source states it, or else [#finish] says that it is not known.
  ///
  /// @param id of its entity
  /// @param arn as far as it is known
  void refersTo(String id, String arn, Evidence at) {
    if (stated.contains(id) || withoutDocument.containsKey(id)) {
      return;
    }
    withoutDocument.put(id, new Reference(arn, at));
    Arn parts = Arn.parse(arn);
    String name = parts == null ? Unknown.asGlob(arn) : parts.name();
    out.entity(id, MANAGED_KIND, name, List.of(Unknown.asGlob(arn)));
    out.fact(at, "kind", id, MANAGED_KIND);
    out.fact(at, "arn", id, arn);
  }

  private void managed(ManagedPolicy policy, String id, Evidence at) {
    Json.Place place = new Json.Place(at.file(), at.line(), at.column(), policy.arn());
    try {
      Json document = JsonReader.parse(policy.document(), place, false);
      statements(id, document, found -> pointing(at, found.pointer()));
    } catch (JacksonException e) {
      throw new IllegalStateException("the document of `" + policy.arn() + "` is damaged", e);
    }
  }

  private static Evidence pointing(Evidence at, String pointer) {
    return new Evidence(at.source(), at.file(), at.line(), at.column(), pointer);
  }

  /// Gives AWS's own policies their documents, and says of every other one that no file held that
  /// it is not known.
  void finish() {
    new LinkedHashMap<>(withoutDocument)
        .forEach(
            (id, reference) ->
                MANAGED
                    .find(reference.arn)
                    .ifPresentOrElse(
                        policy -> managed(policy, id, reference.at), () -> unknown(id, reference)));
    withoutDocument.clear();
  }

  private void unknown(String id, Reference reference) {
    String statement = Unknown.part("document of " + id);
    out.fact(reference.at, "policy_statement", id, "0", "\"" + statement + "\"");
    out.problem(
        Problem.warning(
            "the document of the policy `" + Unknown.asGlob(reference.arn) + "` is not known",
            "add a source that has it; until then what it allows or denies is open",
            reference.at));
  }
}
