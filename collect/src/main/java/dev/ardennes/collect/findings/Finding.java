package dev.ardennes.collect.findings;

import dev.ardennes.collect.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a reader gathers of one finding before it is stated. Texts are cut and lists end at fixed
/// lengths, since whoever writes a report decides how long they are.
final class Finding {
  private static final int LONGEST = 4096;
  private static final int LONGEST_TITLE = 200;
  private static final int MOST = 64;
  static final int MOST_REQUESTS = 1000;
  private static final Pattern CVE = Pattern.compile("(?i)\\bCVE-\\d{4}-\\d{4,19}");
  private static final Pattern CWE =
      Pattern.compile("(?i)\\bCWE[-_:/ ]{1,2}0{0,6}([1-9]\\d{0,4})\\b");
  private static final Pattern NUMBER = Pattern.compile("0{0,6}([1-9]\\d{0,4})");
  private static final Pattern ADVISORY =
      Pattern.compile(
          "(?i)GHSA(?:-[0-9a-z]{4}){3}|(?:PYSEC|RUSTSEC|GO|DSA|DLA|RHSA|ALAS|USN|SNYK)-.{1,80}");

  /// A file and line; line 0 is the whole file.
  record Spot(String file, int line) {}

  /// A place on a way; the step counts as `1.3`.
  record Step(String step, Spot spot) {}

  /// A package with its installed version and the versions that mend it; empty where not known.
  record PackageVersion(String name, String version, String fixed) {}

  /// A request; the parameter is empty where none matters.
  record Request(String method, String url, String parameter) {}

  /// A Kubernetes object.
  record Workload(String namespace, String kind, String name) {}

  /// That it was silenced: where, and why.
  record Suppression(String by, String why) {}

  final Json.Place place;
  final String tool;
  final String rule;
  private String title = "";
  private @Nullable Severity severity;
  private @Nullable Double score;
  private String baseline = "";
  final Set<String> cwes = new LinkedHashSet<>();
  final Set<String> cves = new LinkedHashSet<>();
  final Set<String> tags = new LinkedHashSet<>();
  final Set<Spot> spots = new LinkedHashSet<>();
  final List<Step> steps = new ArrayList<>();
  final Set<String> symbols = new LinkedHashSet<>();
  final Set<String> images = new LinkedHashSet<>();
  final Set<PackageVersion> packages = new LinkedHashSet<>();
  final Set<Request> requests = new LinkedHashSet<>();
  final Set<Workload> workloads = new LinkedHashSet<>();
  final Set<Suppression> suppressions = new LinkedHashSet<>();
  private boolean advisory;

  /// @param rule what the tool calls it; it may be the id of a CVE, which then counts
  Finding(Json.Place place, String tool, @Nullable String rule) {
    this.place = place;
    this.tool = tool.isBlank() ? "unknown" : cut(tool);
    this.rule = rule == null || rule.isBlank() ? "unknown" : cut(rule.strip());
    vulnerability(this.rule);
  }

  static String cut(String text) {
    return cut(text, LONGEST);
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }

  private static <T> void add(Set<T> into, T value) {
    if (into.size() < MOST) {
      into.add(value);
    }
  }

  /// The first title that is not blank stays.
  Finding title(@Nullable String text) {
    if (title.isEmpty() && text != null) {
      title = cut(text.strip().lines().findFirst().orElse(""), LONGEST_TITLE);
    }
    return this;
  }

  String title() {
    return title.isEmpty() ? rule : title;
  }

  /// The first severity that is not null stays.
  Finding severity(@Nullable Severity value) {
    if (severity == null) {
      severity = value;
    }
    return this;
  }

  Severity severity() {
    return severity == null ? Severity.MEDIUM : severity;
  }

  /// The highest score stays.
  Finding score(@Nullable Double value) {
    if (value != null && (score == null || value > score)) {
      score = value;
    }
    return this;
  }

  @Nullable Double score() {
    return score;
  }

  Finding baseline(String state) {
    baseline = state;
    return this;
  }

  String baseline() {
    return baseline;
  }

  /// Every CVE in the text; an id of another list says that it is a published vulnerability.
  Finding vulnerability(@Nullable String text) {
    if (text == null) {
      return this;
    }
    Matcher found = CVE.matcher(cut(text));
    while (found.find()) {
      add(cves, found.group().toUpperCase(java.util.Locale.ROOT));
    }
    advisory |= ADVISORY.matcher(cut(text)).matches();
    return this;
  }

  /// Whether a published vulnerability was found.
  boolean isPublished() {
    return advisory || !cves.isEmpty();
  }

  /// Every `CWE-79`, `external/cwe/cwe-079` or the like in the text.
  Finding cwe(@Nullable String text) {
    if (text != null) {
      Matcher found = CWE.matcher(cut(text, LONGEST_TITLE));
      while (found.find()) {
        add(cwes, found.group(1));
      }
    }
    return this;
  }

  /// A text that is the number alone, or says `CWE` itself; 0 and -1 are no weakness.
  Finding cweNumber(@Nullable String text) {
    Matcher number = NUMBER.matcher(text == null ? "" : cut(text.strip()));
    if (number.matches()) {
      add(cwes, number.group(1));
      return this;
    }
    return cwe(text);
  }

  Finding tag(String text) {
    add(tags, cut(text.strip()));
    return this;
  }

  Finding spot(String file, int line) {
    if (!file.isEmpty()) {
      add(spots, new Spot(cut(file), Math.max(line, 0)));
    }
    return this;
  }

  Finding symbol(@Nullable String text) {
    if (text != null && !text.isBlank()) {
      add(symbols, cut(text));
    }
    return this;
  }

  Finding image(@Nullable String text) {
    if (text != null && !text.isBlank()) {
      add(images, cut(text));
    }
    return this;
  }

  Finding packaged(@Nullable String name, @Nullable String version, @Nullable String fixed) {
    if (name != null && !name.isBlank()) {
      add(packages, new PackageVersion(cut(name), cut(orEmpty(version)), cut(orEmpty(fixed))));
    }
    return this;
  }

  Finding request(@Nullable String method, @Nullable String url, @Nullable String parameter) {
    if (url != null && !url.isBlank() && requests.size() < MOST_REQUESTS) {
      requests.add(
          new Request(
              cut(orEmpty(method)), cut(withoutSecrets(url.strip())), cut(orEmpty(parameter))));
    }
    return this;
  }

  /// Query and user are where tokens stand; the parameter that matters has a place of its own.
  private static String withoutSecrets(String url) {
    int end = url.length();
    for (char stop : new char[] {'?', '#'}) {
      int at = url.indexOf(stop);
      end = at >= 0 && at < end ? at : end;
    }
    String bare = url.substring(0, end);
    int scheme = bare.indexOf("://");
    int slash = scheme < 0 ? -1 : bare.indexOf('/', scheme + 3);
    String host = scheme < 0 ? "" : bare.substring(scheme + 3, slash < 0 ? bare.length() : slash);
    int user = host.lastIndexOf('@');
    return user < 0 ? bare : bare.substring(0, scheme + 3) + bare.substring(scheme + 3 + user + 1);
  }

  Finding workload(@Nullable String namespace, @Nullable String kind, @Nullable String name) {
    if (name != null && !name.isBlank()) {
      add(workloads, new Workload(cut(orEmpty(namespace)), cut(orEmpty(kind)), cut(name)));
    }
    return this;
  }

  Finding suppressed(String by, @Nullable String why) {
    add(suppressions, new Suppression(cut(by), cut(orEmpty(why))));
    return this;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
