package dev.ardennes.estate;

import dev.ardennes.estate.EstateConfiguration.Companion;
import dev.ardennes.estate.EstateConfiguration.Cost;
import dev.ardennes.estate.EstateConfiguration.Entry;
import dev.ardennes.estate.EstateConfiguration.Exemption;
import dev.ardennes.estate.EstateConfiguration.Jewel;
import dev.ardennes.estate.EstateConfiguration.Said;
import dev.ardennes.estate.EstateConfiguration.Same;
import dev.ardennes.estate.EstateConfiguration.SourceFolder;
import dev.ardennes.estate.EstateConfiguration.Suppression;
import dev.ardennes.estate.EstateConfiguration.Vendor;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.CrownJewel.Impact;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Relation;
import dev.ardennes.model.Stance;
import dev.ardennes.model.Suggestion;
import dev.ardennes.model.yaml.YamlNode;
import dev.ardennes.model.yaml.YamlReader;
import dev.ardennes.model.yaml.YamlResult;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// From the bytes of `ardennes.yaml` to what it says. A file with a problem says nothing: half of
/// what somebody wrote is not what they meant.
final class EstateReader {
  static final List<String> KEYS =
      List.of(
          "name",
          "sources",
          Jewels.KEY,
          Entries.KEY,
          "same",
          Vendors.KEY,
          "assumptions",
          "exceptions",
          "costs",
          "suppressions");

  private static final Pattern SOURCE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern ASSUMPTION_ID = Pattern.compile("a[0-9a-f]{5,16}");
  private static final Pattern PATH_ID = Pattern.compile("p[0-9a-f]{5,16}");
  private static final Pattern TECHNIQUE_ID =
      Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+");

  private final Set<String> sourceNames = new HashSet<>();

  private EstateReader() {}

  /// @param source what evidence calls the file's folder
  static EstateFile.Result read(byte[] bytes, String source) {
    Findings findings = new Findings(source);
    YamlResult yaml = YamlReader.read(bytes);
    yaml.problems()
        .forEach(
            problem ->
                findings.error(problem.position(), Fields.shown(problem.says()), problem.help()));
    YamlNode root = yaml.root();
    Fields fields = root == null ? null : Fields.of(root, findings, KEYS, "the file");
    EstateConfiguration configuration =
        fields == null ? null : new EstateReader().configuration(fields);
    return findings.isEmpty()
        ? new EstateFile.Result(Optional.ofNullable(configuration), List.of())
        : new EstateFile.Result(Optional.empty(), findings.list());
  }

  private EstateConfiguration configuration(Fields fields) {
    Map<String, Evidence> sections = new TreeMap<>();
    KEYS.stream().filter(fields::has).forEach(key -> sections.put(key, fields.key(key)));
    return new EstateConfiguration(
        fields.optionalText("name"),
        fields.list("sources", List.of("path", "name"), this::source),
        fields.list(
            Jewels.KEY, List.of("entity", "impact", "impact_kind", "why"), EstateReader::jewel),
        fields.list(Entries.KEY, List.of("entity", "kind", "why", "together"), EstateReader::entry),
        fields.list("same", List.of("one", "other", "reason"), EstateReader::same),
        fields.list(Vendors.KEY, List.of("account", "why"), EstateReader::vendor),
        fields.list(
            "assumptions", List.of("id", "stance", "reason", "expires"), EstateReader::said),
        fields.list(
            "exceptions", List.of("what", "owner", "expires", "entity"), EstateReader::exemption),
        fields.list("costs", List.of("relation", "entity", "cost"), EstateReader::cost),
        fields.list(
            "suppressions",
            List.of("path", "technique", "reason", "expires"),
            EstateReader::suppression),
        sections);
  }

  private SourceFolder source(Fields fields) {
    String path = fields.text("path");
    if (!isBelow(path)) {
      fields.error(
          "path",
          "`" + path + "` leaves the folder of the file",
          "write a path below it, with `/`");
      return new SourceFolder("", "", fields.place());
    }
    String below = path.replaceAll("^(\\./)+|/+$", "");
    String normal = below.isEmpty() ? "." : below;
    String name =
        fields.has("name")
            ? fields.shaped(
                "name",
                SOURCE_NAME,
                "is no name for a source",
                "use letters, digits, `.`, `_` and `-`")
            : normal.substring(normal.lastIndexOf('/') + 1);
    if (!name.isEmpty() && !SOURCE_NAME.matcher(name).matches()) {
      fields.error("path", "`" + path + "` gives the source no name", "add a `name`");
    } else if (!name.isEmpty() && !sourceNames.add(name)) {
      fields.error(
          fields.has("name") ? "name" : "path",
          "a second source is called `" + name + "`",
          "give it another `name`");
    }
    return new SourceFolder(normal, name, fields.place());
  }

  /// Windows paths are refused like absolute ones: their meaning depends on the machine.
  private static boolean isBelow(String path) {
    return !path.startsWith("/")
        && path.indexOf('\\') < 0
        && path.indexOf(':') < 0
        && Stream.of(path.split("/")).noneMatch(".."::equals);
  }

  private static Jewel jewel(Fields fields) {
    return new Jewel(
        fields.pattern("entity"),
        fields.value("impact", Impact.values(), Impact::word),
        fields.has("impact_kind") ? fields.word("impact_kind", ImpactKinds.WORDS) : ImpactKinds.ANY,
        fields.text("why"),
        fields.place());
  }

  private static Entry entry(Fields fields) {
    EntryPoint.Kind kind =
        fields.has("kind")
            ? fields.value("kind", EntryPoint.Kind.values(), EntryPoint.Kind::word)
            : null;
    return new Entry(
        fields.pattern("entity"),
        kind,
        fields.text("why"),
        fields.patterns("together").stream().map(EstateReader::companion).toList(),
        fields.place());
  }

  /// `KIND:PATTERN` as on the command line, or a pattern.
  private static Companion companion(EntityPattern written) {
    EntryPoint.@Nullable Kind kind = null;
    String glob = written.glob();
    for (EntryPoint.Kind candidate : EntryPoint.Kind.values()) {
      if (glob.startsWith(candidate.word() + ":")) {
        kind = candidate;
      }
    }
    return kind == null
        ? new Companion(written, null)
        : new Companion(
            new EntityPattern(glob.substring(glob.indexOf(':') + 1), written.place()), kind);
  }

  private static Same same(Fields fields) {
    return new Same(
        fields.pattern("one"), fields.pattern("other"), fields.text("reason"), fields.place());
  }

  private static Vendor vendor(Fields fields) {
    return new Vendor(fields.pattern("account"), fields.text("why"), fields.place());
  }

  private static Said said(Fields fields) {
    return new Said(
        fields.shaped(
            "id",
            ASSUMPTION_ID,
            "is no id of an assumption",
            "copy the id from a report: `a1b2c3`"),
        fields.value("stance", Stance.values(), Stance::word),
        fields.text("reason"),
        fields.optionalDate("expires"),
        fields.place());
  }

  private static Exemption exemption(Fields fields) {
    return new Exemption(
        fields.text("what"),
        fields.text("owner"),
        fields.date("expires"),
        fields.optionalPattern("entity"),
        fields.place());
  }

  private static Cost cost(Fields fields) {
    String relation = fields.optionalText("relation");
    List<String> collected =
        Catalogue.standard().relations().stream()
            .filter(known -> known.origin() == Relation.Origin.COLLECTED)
            .map(Relation::name)
            .toList();
    if (!relation.isEmpty() && !collected.contains(relation)) {
      fields.error(
          "relation",
          "no fact of a relation `" + relation + "` is ever collected",
          Suggestion.nearest(relation, collected)
              .map(near -> "did you mean `" + near + "`?")
              .orElse("the reference of relations lists all"));
    }
    if (!fields.has("relation") && !fields.has("entity")) {
      fields.error("relation", "nothing says what costs this", "add `relation` or `entity`");
    }
    return new Cost(
        relation,
        fields.optionalPattern("entity"),
        fields.number("cost", Costs.MAXIMUM),
        fields.place());
  }

  private static Suppression suppression(Fields fields) {
    if (fields.has("path") == fields.has("technique")) {
      fields.error(
          "technique",
          "a suppression is either of a `path` or of a `technique`",
          "write one of the two; for both write two items");
    }
    return new Suppression(
        fields.has("path")
            ? fields.shaped(
                "path", PATH_ID, "is no id of a path", "copy the id from a report: `p1b2c3`")
            : "",
        fields.has("technique")
            ? fields.shaped(
                "technique",
                TECHNIQUE_ID,
                "is no id of a technique",
                "write one such as `aws.lambda.passrole-lambda`")
            : "",
        fields.text("reason"),
        fields.date("expires"),
        fields.place());
  }
}
