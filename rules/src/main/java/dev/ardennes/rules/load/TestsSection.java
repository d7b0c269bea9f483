package dev.ardennes.rules.load;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Position;
import dev.ardennes.model.Relation;
import dev.ardennes.model.yaml.YamlNode;
import dev.ardennes.rules.GroundFact;
import dev.ardennes.rules.TechniqueTests;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `tests`: the base, and the cases that differ from it.
final class TestsSection {
  static final int MAX_FACTS = 500;
  static final int MAX_CASES = 100;
  static final List<String> FIELDS = List.of("base", "cases");
  static final List<String> CASE_FIELDS = List.of("name", "without", "with", "expect");

  private final Catalogue catalogue;
  private final Findings findings;
  private final LanguageCheck language;
  private final String gain;

  /// @param gain the relation of the rule's head; empty if it is not known
  TestsSection(Catalogue catalogue, Findings findings, String gain) {
    this.catalogue = catalogue;
    this.findings = findings;
    this.language = new LanguageCheck(catalogue, findings);
    this.gain = gain;
  }

  TechniqueTests read(YamlNode node) {
    Fields fields = Fields.of(node, findings, FIELDS, "`tests`");
    if (fields == null) {
      return TechniqueTests.of(List.of(), List.of());
    }
    List<GroundFact> base = base(fields);
    List<TechniqueTests.Case> cases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<Fields> items = fields.list("cases", CASE_FIELDS);
    if (items.size() > MAX_CASES) {
      findings.error(
          fields.at("cases"),
          "more than " + MAX_CASES + " cases",
          "keep those that show something");
      return TechniqueTests.of(base, cases);
    }
    for (Fields item : items) {
      cases.add(readCase(item, base, names));
    }
    return TechniqueTests.of(base, cases);
  }

  private List<GroundFact> base(Fields fields) {
    YamlNode.Scalar text = fields.scalar("base");
    if (text == null) {
      return List.of();
    }
    List<Rule> statements = RuleText.rules(text, findings);
    if (statements.size() > MAX_FACTS) {
      findings.error(text.position(), "more than " + MAX_FACTS + " facts", "keep what is needed");
      return List.of();
    }
    Set<GroundFact> facts = new LinkedHashSet<>();
    SymbolTypes types = new SymbolTypes();
    for (Rule statement : statements) {
      if (!statement.isFact()) {
        findings.error(statement.position(), "a rule among the facts", "write facts only");
        continue;
      }
      GroundFact fact = fact(statement.head(), types);
      if (fact != null && !facts.add(fact)) {
        findings.error(statement.position(), "`" + fact + "` stands here twice", "remove one");
      }
    }
    return List.copyOf(facts);
  }

  private TechniqueTests.Case readCase(Fields fields, List<GroundFact> base, Set<String> names) {
    String name = fields.line("name");
    if (!name.isEmpty() && !names.add(name)) {
      findings.error(fields.at("name"), "two cases are named `" + name + "`", "rename one");
    }
    List<GroundFact> without = facts(fields, "without", base, true);
    List<GroundFact> with = facts(fields, "with", base, false);
    List<GroundFact> expect = new ArrayList<>();
    for (YamlNode.Scalar scalar : fields.scalars("expect")) {
      GroundFact fact = fact(scalar);
      if (fact != null && !gain.isEmpty() && !fact.relation().equals(gain)) {
        findings.error(
            scalar.position(),
            "`" + fact + "` is no gain of this rule",
            "expect facts of `" + gain + "`");
      }
      if (fact != null) {
        expect.add(fact);
      }
    }
    return new TechniqueTests.Case(name, without, with, expect, fields.position());
  }

  private List<GroundFact> facts(
      Fields fields, String field, List<GroundFact> base, boolean expectedInBase) {
    List<GroundFact> facts = new ArrayList<>();
    for (YamlNode.Scalar scalar :
        fields.has(field) ? fields.scalars(field) : List.<YamlNode.Scalar>of()) {
      GroundFact fact = fact(scalar);
      if (fact == null) {
        continue;
      }
      facts.add(fact);
      if (base.contains(fact) != expectedInBase) {
        findings.error(
            scalar.position(),
            "`" + fact + "` is " + (expectedInBase ? "not in the base" : "in the base already"),
            expectedInBase ? "name a fact of the base" : "remove it from `" + field + "`");
      }
    }
    return facts;
  }

  private @Nullable GroundFact fact(YamlNode.Scalar scalar) {
    Atom atom = RuleText.atom(scalar, findings);
    return atom == null ? null : fact(atom, new SymbolTypes());
  }

  /// The fact an atom states; null, with problems, if it has variables or does not fit its
  /// relation.
  private @Nullable GroundFact fact(Atom atom, SymbolTypes types) {
    Relation relation = language.relation(atom);
    if (relation == null) {
      return null;
    }
    boolean ground = true;
    for (int i = 0; i < atom.arity(); i++) {
      String type = relation.columns().get(i).type();
      switch (atom.terms().get(i)) {
        case Term.Constant constant -> {
          language.form(constant, type);
          types.add(constant, type);
        }
        case Term.Numeral number -> {}
        case Term.Variable variable -> ground = variableInFact(variable.position());
        case Term.Wildcard wildcard -> ground = variableInFact(wildcard.position());
      }
    }
    return ground ? GroundFact.of(atom) : null;
  }

  private boolean variableInFact(Position at) {
    findings.error(at, "a variable in a fact", "write a name in lower case, such as `dev`");
    return false;
  }

  /// A symbol that is a role in one fact and a bucket in another is a slip of the pen.
  private final class SymbolTypes {
    private final Map<String, String> types = new LinkedHashMap<>();

    void add(Term.Constant constant, String type) {
      if (!catalogue.isEntity(type)) {
        return;
      }
      String earlier = types.putIfAbsent(constant.text(), type);
      if (earlier == null) {
        return;
      }
      if (!catalogue.compatible(earlier, type)) {
        findings.error(
            constant.position(),
            "`" + constant.text() + "` is of type `" + type + "` here and `" + earlier + "` above",
            "nothing is both; use two names");
      } else if (catalogue.isA(type, earlier)) {
        types.put(constant.text(), type);
      }
    }
  }
}
