package dev.ardennes.policy.aws;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Evaluates policy documents against one request, and collects on the way the denies that may
/// apply, the controls that decide and the lines of an explanation.
final class Documents {
  private final AwsPolicyModel model;
  private final StatementIndex index;
  private final Hypothesis hypothesis;
  private final Names names;
  private final Subject subject;
  private final Resource resource;
  private final String action;
  private final String shownAction;
  private final StatementMatch matcher;
  private final @Nullable List<Explanation.Line> lines;
  private final List<Deny> denies = new ArrayList<>();
  private final SortedSet<Control> controls = new TreeSet<>();
  private final List<String> unmetConditions = new ArrayList<>();

  /// A deny that may apply, and the facts that are it.
  record Deny(Formula when, Control control) {}

  /// A layer's name and whose it is, for explanations.
  record Place(String layer, String holder) {}

  /// @param action in lower case
  /// @param shownAction as people write it
  Documents(
      AwsPolicyModel model,
      StatementIndex index,
      Hypothesis hypothesis,
      Subject subject,
      Resource resource,
      String action,
      String shownAction,
      StatementMatch matcher,
      @Nullable List<Explanation.Line> lines) {
    this.model = model;
    this.index = index;
    this.hypothesis = hypothesis;
    this.names = model.names();
    this.subject = subject;
    this.resource = resource;
    this.action = action;
    this.shownAction = shownAction;
    this.matcher = matcher;
    this.lines = lines;
  }

  List<Deny> denies() {
    return denies;
  }

  /// What decided so far where the answer is no, in order.
  SortedSet<Control> controls() {
    return controls;
  }

  /// The statements that are about the action and the resource, but whose conditions cannot hold.
  List<String> unmetConditions() {
    return unmetConditions;
  }

  /// When an identity-like document allows the request; its denies are kept for later.
  Formula identityDocument(AwsPolicyModel.Link link, String through, Place place) {
    Document document = model.document(link.to());
    Formula prefix = Formula.fact(through).and(Formula.fact(link.factId()));
    if (document.unknown() != null) {
      return unknownDocument(document, link, place).and(prefix);
    }
    List<Formula> allows = new ArrayList<>();
    for (Document.Numbered numbered : statements(document)) {
      StatementMatch.Parts parts = matcher.match(numbered);
      Formula when = parts.all();
      PolicyStatement.PrincipalElement named = numbered.statement().principal();
      if (named != null) {
        when = when.and(PrincipalMatch.of(named, subject, names, numbered.factId()).any());
      }
      explain(place, document, numbered, parts, when);
      if (!numbered.statement().allow()) {
        deny(when, link, numbered, place);
      } else {
        unmet(parts, numbered);
        allows.add(when.and(prefix).and(Formula.fact(numbered.factId())));
      }
    }
    return Formula.any(allows);
  }

  /// Whether the document has any statement that allows something.
  boolean allowsAnything(AwsPolicyModel.Link link) {
    return present(model.document(link.to()).statements()).stream()
        .anyMatch(numbered -> numbered.statement().allow());
  }

  /// How the statements of a resource policy let the subject in; its denies are kept for later.
  PrincipalMatch resourceDocument(AwsPolicyModel.Link link, Place place) {
    Document document = model.document(link.to());
    Formula prefix = Formula.fact(link.factId());
    if (document.unknown() != null) {
      return PrincipalMatch.direct(unknownDocument(document, link, place).and(prefix));
    }
    PrincipalMatch result = PrincipalMatch.NONE;
    for (Document.Numbered numbered : statements(document)) {
      StatementMatch.Parts parts = matcher.match(numbered);
      PrincipalMatch match = named(numbered).and(parts.all());
      explain(place, document, numbered, parts, match.any());
      if (!numbered.statement().allow()) {
        deny(match.any(), link, numbered, place);
      } else {
        unmet(parts, numbered);
        result = result.or(match.and(prefix.and(Formula.fact(numbered.factId()))));
      }
    }
    return result;
  }

  private PrincipalMatch named(Document.Numbered numbered) {
    PolicyStatement.PrincipalElement element = numbered.statement().principal();
    if (element == null) {
      return numbered.statement().unknown() != null
          ? PrincipalMatch.everybody(Formula.TRUE)
          : PrincipalMatch.NONE;
    }
    if (element.not()
        && !numbered.statement().allow()
        && !model.boundaries(subject.id()).isEmpty()) {
      // documented: whom it lists does not count for principals with a permissions boundary
      return PrincipalMatch.everybody(Formula.TRUE);
    }
    return PrincipalMatch.of(element, subject, names, numbered.factId());
  }

  private List<Document.Numbered> statements(Document document) {
    List<Document.Numbered> all =
        lines == null ? index.candidates(document, action) : document.statements();
    return present(all);
  }

  /// Those that are not taken away.
  List<Document.Numbered> present(List<Document.Numbered> all) {
    return hypothesis.removed().isEmpty()
        ? all
        : all.stream().filter(numbered -> !removed(numbered.factId())).toList();
  }

  /// Keeps what forbids the request without being a statement.
  void deny(Formula when, Control control) {
    if (!when.isFalse()) {
      denies.add(new Deny(when, control));
    }
  }

  private Formula unknownDocument(Document document, AwsPolicyModel.Link link, Place place) {
    String what = document.unknown() == null ? document.id() : document.unknown();
    Literal silent = Literal.unseenLayer(what + " denies nothing", link.factId());
    denies.add(
        new Deny(
            Formula.of(silent.negate()),
            new Control(Control.Kind.EXPLICIT_DENY, what + " denies it", List.of(link.factId()))));
    if (lines != null) {
      lines.add(
          new Explanation.Line(
              place.layer(),
              place.holder(),
              document.id(),
              "",
              Explanation.Outcome.MAY_ALLOW,
              "was not collected"));
    }
    return notCollected(what + " allows " + question());
  }

  private void deny(
      Formula when, AwsPolicyModel.Link link, Document.Numbered numbered, Place place) {
    if (when.isFalse()) {
      return;
    }
    String sid = numbered.statement().sid();
    String says =
        "a deny"
            + (sid.isEmpty() ? "" : " `" + sid + "`")
            + " in the "
            + place.layer()
            + " of `"
            + place.holder()
            + "`";
    Control control =
        new Control(
            Control.Kind.EXPLICIT_DENY, says, sorted(List.of(link.factId(), numbered.factId())));
    denies.add(new Deny(when.withoutFacts(), control));
  }

  private void unmet(StatementMatch.Parts parts, Document.Numbered numbered) {
    if (!parts.action().isFalse() && !parts.resource().isFalse() && parts.condition().isFalse()) {
      unmetConditions.add(numbered.factId());
    }
  }

  boolean removed(String factId) {
    return hypothesis.removed().contains(factId);
  }

  Formula notCollected(String says) {
    return Formula.of(
        Literal.assumed(Assumption.Kind.NOT_COLLECTED, says, "it is not so that " + says, ""));
  }

  String question() {
    return "`" + shownAction + "` on `" + resource.text() + "`";
  }

  private void explain(
      Place place,
      Document document,
      Document.Numbered numbered,
      StatementMatch.Parts parts,
      Formula when) {
    if (lines != null) {
      lines.add(
          ExplanationLines.line(
              place.layer(), place.holder(), document.id(), numbered, parts, when));
    }
  }

  /// A line about a whole layer.
  void note(Place place, String says) {
    if (lines != null) {
      lines.add(
          new Explanation.Line(
              place.layer(), place.holder(), "", "", Explanation.Outcome.DOES_NOT_APPLY, says));
    }
  }

  void control(Control.Kind kind, String says, List<String> facts) {
    controls.add(new Control(kind, says, sorted(facts)));
  }

  static List<String> sorted(List<String> facts) {
    return facts.stream().filter(fact -> !fact.isEmpty()).sorted().distinct().toList();
  }
}
