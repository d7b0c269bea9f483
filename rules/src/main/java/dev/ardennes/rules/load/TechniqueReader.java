package dev.ardennes.rules.load;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Position;
import dev.ardennes.model.Relation;
import dev.ardennes.model.Suggestion;
import dev.ardennes.model.yaml.YamlNode;
import dev.ardennes.model.yaml.YamlReader;
import dev.ardennes.model.yaml.YamlResult;
import dev.ardennes.rules.AssumptionTemplate;
import dev.ardennes.rules.AttackReference;
import dev.ardennes.rules.Derivation;
import dev.ardennes.rules.Detection;
import dev.ardennes.rules.Hop;
import dev.ardennes.rules.Mitigation;
import dev.ardennes.rules.OrNone;
import dev.ardennes.rules.Sentence;
import dev.ardennes.rules.Simulation;
import dev.ardennes.rules.Stage;
import dev.ardennes.rules.Status;
import dev.ardennes.rules.Stride;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.TechniqueTests;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads one technique file, and reports everything that is wrong with it at once.
public final class TechniqueReader {
  /// What a file for a derived relation may hold.
  static final List<String> DERIVATION_FIELDS =
      List.of(
          "id",
          "title",
          "status",
          "replaced_by",
          "summary",
          "rule",
          "limits",
          "references",
          "tests");

  /// What a technique's file may hold, in the order that reads best.
  static final List<String> FIELDS =
      List.of(
          "id",
          "title",
          "status",
          "replaced_by",
          "attack",
          "summary",
          "hop",
          "stage",
          "stride",
          "says",
          "rule",
          "assumes",
          "limits",
          "simulate",
          "detect",
          "mitigate",
          "references",
          "tests");

  private static final Pattern ID =
      Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+");
  private static final Pattern ATTACK_ID = Pattern.compile("T[0-9]{4}(\\.[0-9]{3})?");
  private static final Pattern LOG = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9_-]+)*");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern ADDRESS = Pattern.compile("https://[^\\s/]+\\.[^\\s/]+(/\\S*)?");

  private final Catalogue catalogue;
  private final Findings findings;

  /// Whether the file has been checked before: then its tests are read later, and its rules are not
  /// held against the catalogue again.
  private final boolean checked;

  private TechniqueReader(Catalogue catalogue, Findings findings, boolean checked) {
    this.catalogue = catalogue;
    this.findings = findings;
    this.checked = checked;
  }

  /// Whether a text has the form of an id.
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /// Reads a file's bytes.
  ///
  /// @param source name of the folder in messages
  /// @param path path below that folder, with `/`; the id has to match it
  public static ReadFile read(String source, String path, byte[] bytes, Catalogue catalogue) {
    Findings findings = new Findings(source, path);
    YamlResult yaml = YamlReader.read(bytes);
    yaml.problems().forEach(findings::add);
    TechniqueFile file =
        yaml.root() == null
            ? null
            : new TechniqueReader(catalogue, findings, false).file(yaml.root(), path);
    return new ReadFile(findings.isEmpty() ? file : null, findings.list());
  }

  /// Reads a tree that [#read(String, String, byte[], Catalogue)] found nothing wrong with.
  static ReadFile readChecked(String source, String path, YamlNode root, Catalogue catalogue) {
    Findings findings = new Findings(source, path);
    TechniqueFile file = new TechniqueReader(catalogue, findings, true).file(root, path);
    return new ReadFile(findings.isEmpty() ? file : null, findings.list());
  }

  /// Problems that leave no file are in `findings`.
  private @Nullable TechniqueFile file(YamlNode root, String path) {
    Fields fields = Fields.of(root, findings, FIELDS, "the file");
    if (fields == null) {
      return null;
    }
    Header header = header(fields, path);
    YamlNode.Scalar text = fields.scalar("rule");
    List<Rule> rules = text == null ? List.of() : RuleText.rules(text, findings);
    if (text == null || rules.isEmpty()) {
      if (text != null && findings.isEmpty()) {
        findings.error(text.position(), "`rule` holds no rule", "write `head(X) :- body(X).`");
      }
      restWithoutRules(fields);
      return null;
    }
    Relation head = catalogue.relation(rules.getFirst().head().relation());
    return head != null && head.origin() == Relation.Origin.DERIVED
        ? derivation(fields, header, text.text(), rules)
        : technique(fields, header, text.text(), rules);
  }

  /// Nothing can be held against rules that could not be read; shapes can.
  private void restWithoutRules(Fields fields) {
    technique(fields, new Header("", "", Status.DRAFT, ""), "", List.of());
  }

  private record Header(String id, String title, Status status, String replacedBy) {}

  private Header header(Fields fields, String path) {
    String id = fields.line("id");
    String expected = path.replaceFirst("\\.yaml$", "").replace('/', '.');
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      findings.error(
          fields.at("id"),
          "`" + id + "` is no id",
          "write lower-case words joined by `-`, folders joined by `.`: `" + expected + "`");
    } else if (!id.isEmpty() && !id.equals(expected)) {
      findings.error(
          fields.at("id"),
          "the id `" + id + "` is not the file's path",
          "write `" + expected + "`, or move the file");
    }
    String title = fields.line("title");
    if (title.endsWith(".")) {
      findings.error(fields.at("title"), "the title ends with a full stop", "remove it");
    }
    Status status = fields.word("status", Status.values());
    String replacedBy = fields.optionalText("replaced_by");
    if (replacedBy.isEmpty() == (status == Status.DEPRECATED)) {
      findings.error(
          fields.at("status"),
          "`replaced_by` and the status `deprecated` go together",
          "write both or neither");
    }
    return new Header(id, title, status, replacedBy);
  }

  private Derivation derivation(Fields fields, Header header, String text, List<Rule> rules) {
    for (String field : FIELDS) {
      if (fields.has(field) && !DERIVATION_FIELDS.contains(field)) {
        findings.error(
            fields.key(field),
            "`" + field + "` in a file for a derived relation, which is no step of an attacker",
            "remove the field");
      }
    }
    if (holds(rules)) {
      new LanguageCheck(catalogue, findings).check(rules, Set.of());
    }
    return new Derivation(
        header.id,
        header.title,
        header.status,
        header.replacedBy,
        fields.text("summary"),
        text,
        rules,
        fields.optionalText("limits"),
        references(fields),
        tests(fields, rules),
        findings.place(new Position(1, 1)));
  }

  private Technique technique(Fields fields, Header header, String text, List<Rule> rules) {
    Hop hop = hop(fields, rules);
    Sentence says = new Sentence(fields.line("says"));
    List<AssumptionTemplate> assumes = assumes(fields, rules);
    if (holds(rules)) {
      new StepCheck(catalogue, findings, rules).says(says, hop, fields.at("says"));
      new LanguageCheck(catalogue, findings).check(rules, shown(hop, says, assumes));
    }
    return new Technique(
        header.id,
        header.title,
        header.status,
        header.replacedBy,
        fields.orNone("attack", List.of("id", "why"), this::attack),
        fields.text("summary"),
        hop,
        fields.word("stage", Stage.values()),
        fields.words("stride", Stride.values()),
        says,
        text,
        rules,
        assumes,
        fields.optionalText("limits"),
        simulation(fields),
        fields.orNone(
            "detect", List.of("log", "event", "when", "blind"), item -> detection(item, rules)),
        mitigation(fields, rules),
        references(fields),
        tests(fields, rules),
        findings.place(new Position(1, 1)));
  }

  private static Set<String> shown(Hop hop, Sentence says, List<AssumptionTemplate> assumes) {
    Set<String> shown = new HashSet<>(hop.via());
    shown.addAll(says.variables());
    assumes.forEach(assumption -> shown.addAll(assumption.says().variables()));
    return shown;
  }

  private AttackReference attack(Fields fields) {
    String id = fields.line("id");
    if (!id.isEmpty() && !ATTACK_ID.matcher(id).matches()) {
      findings.error(
          fields.at("id"), "`" + id + "` is no ATT&CK technique", "write it as `T1548.005`");
    }
    return new AttackReference(id, fields.line("why"), fields.position());
  }

  private Hop hop(Fields fields, List<Rule> rules) {
    YamlNode node = fields.required("hop");
    Fields hop =
        node == null ? null : Fields.of(node, findings, List.of("from", "to", "via"), "`hop`");
    if (hop == null) {
      return new Hop("", "", List.of());
    }
    List<String> via = hop.oneOrMore("via").stream().map(scalar -> scalar.text().strip()).toList();
    Hop read = new Hop(hop.line("from"), hop.line("to"), via);
    if (holds(rules) && !read.from().isEmpty() && !read.to().isEmpty()) {
      new StepCheck(catalogue, findings, rules).hop(read, hop);
    }
    return read;
  }

  private List<AssumptionTemplate> assumes(Fields fields, List<Rule> rules) {
    List<AssumptionTemplate> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    if (!fields.has("assumes")) {
      return found;
    }
    for (Fields item : fields.list("assumes", List.of("id", "kind", "says"))) {
      String name = item.line("id");
      if (!name.isEmpty() && (!NAME.matcher(name).matches() || !names.add(name))) {
        findings.error(
            item.at("id"),
            "`" + name + "` is no name of its own",
            "write lower-case words joined by `-`, each name once");
      }
      AssumptionTemplate assumption =
          new AssumptionTemplate(name, kind(item), new Sentence(item.line("says")));
      if (holds(rules)) {
        new StepCheck(catalogue, findings, rules).assumption(assumption, item.at("says"));
      }
      found.add(assumption);
    }
    return found;
  }

  /// That a control fails is for the engine to assume, not for a technique.
  private Assumption.Kind kind(Fields item) {
    String word = item.line("kind");
    List<Assumption.Kind> kinds =
        Stream.of(Assumption.Kind.values())
            .filter(kind -> kind != Assumption.Kind.CONTROL_FAILS)
            .toList();
    for (Assumption.Kind kind : kinds) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    if (!word.isEmpty()) {
      findings.error(
          item.at("kind"),
          "`kind` cannot be `" + word + "`",
          Suggestion.help(word, kinds.stream().map(Assumption.Kind::word).toList()));
    }
    return Assumption.Kind.CONDITION;
  }

  private Simulation simulation(Fields fields) {
    YamlNode node = fields.required("simulate");
    Fields simulate =
        node == null
            ? null
            : Fields.of(node, findings, List.of("effort", "skill", "noise"), "`simulate`");
    if (simulate == null) {
      return new Simulation(
          Simulation.Effort.HOURS, Simulation.Skill.MEDIUM, Simulation.Noise.MEDIUM);
    }
    return new Simulation(
        simulate.word("effort", Simulation.Effort.values()),
        simulate.word("skill", Simulation.Skill.values()),
        simulate.word("noise", Simulation.Noise.values()));
  }

  private Detection detection(Fields fields, List<Rule> rules) {
    String log = fields.line("log");
    if (!log.isEmpty() && !LOG.matcher(log).matches()) {
      findings.error(
          fields.at("log"),
          "`" + log + "` is no name of a log",
          "write lower-case words joined by dots: `aws.cloudtrail.management`");
    }
    Sentence when = new Sentence(fields.optionalText("when"));
    if (holds(rules)) {
      new StepCheck(catalogue, findings, rules).sentence(when, fields.at("when"));
    }
    return new Detection(log, fields.line("event"), when, fields.text("blind"));
  }

  private OrNone<Mitigation> mitigation(Fields fields, List<Rule> rules) {
    return fields.orNone(
        "mitigate",
        List.of("do", "removes", "adds"),
        item -> {
          Mitigation mitigation =
              new Mitigation(
                  new Sentence(item.line("do")),
                  atoms(item, "removes"),
                  atoms(item, "adds"),
                  item.position());
          if (holds(rules)) {
            StepCheck check = new StepCheck(catalogue, findings, rules);
            check.sentence(mitigation.says(), item.at("do"));
            check.mitigation(mitigation, item.position());
          }
          return mitigation;
        });
  }

  private List<Atom> atoms(Fields fields, String field) {
    List<Atom> atoms = new ArrayList<>();
    for (YamlNode.Scalar scalar : fields.oneOrMore(field)) {
      Atom atom = RuleText.atom(scalar, findings);
      if (atom != null) {
        atoms.add(atom);
      }
    }
    return atoms;
  }

  private List<String> references(Fields fields) {
    Set<String> found = new LinkedHashSet<>();
    for (YamlNode.Scalar scalar : fields.scalars("references")) {
      String address = scalar.text().strip();
      if (!ADDRESS.matcher(address).matches()) {
        findings.error(
            scalar.position(),
            "`" + address + "` is no address of a page",
            "write it with `https://`");
      } else if (address.contains("FILL-IN")) {
        findings.error(scalar.position(), "a reference is still to be filled in", "name a page");
      } else if (!found.add(address.toLowerCase(Locale.ROOT))) {
        findings.error(scalar.position(), "`" + address + "` stands here twice", "remove one");
      }
    }
    return fields.has("references")
        ? fields.scalars("references").stream().map(s -> s.text().strip()).toList()
        : List.of();
  }

  private TechniqueTests tests(Fields fields, List<Rule> rules) {
    YamlNode node = fields.required("tests");
    String gain = rules.isEmpty() ? "" : rules.getFirst().head().relation();
    if (node == null) {
      return TechniqueTests.of(List.of(), List.of());
    }
    TestsSection section = new TestsSection(catalogue, findings, gain);
    return checked ? TechniqueTests.later(() -> section.read(node)) : section.read(node);
  }

  /// Whether other fields are held against the rules: not if there are none, nor a second time.
  private boolean holds(List<Rule> rules) {
    return !checked && !rules.isEmpty();
  }
}
