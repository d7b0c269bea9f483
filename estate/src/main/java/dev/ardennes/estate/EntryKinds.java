package dev.ardennes.estate;

import dev.ardennes.model.Entity;
import dev.ardennes.model.EntryPoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Which things an attacker can hold or be on at the start, and what it has of them where nobody
/// says: the data of `entry-kinds.yaml`.
public final class EntryKinds {
  /// @param named whether it holds only for what is named outright
  private record Line(EntryPoint.Kind has, List<String> kinds, boolean named) {
    boolean fits(String kind) {
      return kinds.stream().anyMatch(pattern -> Glob.matches(pattern, kind));
    }
  }

  private final List<Line> lines;

  private EntryKinds(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  public static EntryKinds standard() {
    try (InputStream in = EntryKinds.class.getResourceAsStream("entry-kinds.yaml")) {
      List<Line> lines = new ArrayList<>();
      new YAMLMapper().readTree(in).forEach(line -> lines.add(line(line)));
      return new EntryKinds(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(JsonNode line) {
    List<String> kinds = new ArrayList<>();
    line.get("kinds").forEach(kind -> kinds.add(kind.asString()));
    return new Line(kind(line.get("has").asString()), kinds, line.path("named").asBoolean(false));
  }

  private static EntryPoint.Kind kind(String word) {
    return Arrays.stream(EntryPoint.Kind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of entry: " + word));
  }

  /// What the attacker has of the entity where nobody says.
  public EntryPoint.Kind usual(Entity entity) {
    return lines.stream()
        .filter(line -> line.fits(entity.kind()))
        .findFirst()
        .map(Line::has)
        .orElse(EntryPoint.Kind.CODE);
  }

  /// What the attacker has of the entity.
  ///
  /// @param said what somebody says; null where nobody does. The credential of what is logged in
  ///   with is a login.
  public EntryPoint.Kind of(Entity entity, EntryPoint.@Nullable Kind said) {
    EntryPoint.Kind usual = usual(entity);
    boolean login = said == EntryPoint.Kind.CREDENTIAL && usual == EntryPoint.Kind.LOGIN;
    return said == null || login ? usual : said;
  }

  /// Of what a pattern matches, the things that can be entries: all of it where it names things
  /// outright, or where none of them can be one.
  ///
  /// @param said what somebody says the attacker has of them; null where nobody does
  public List<Selector.Match> among(
      String pattern, EntryPoint.@Nullable Kind said, List<Selector.Match> matches) {
    if (pattern.indexOf('*') < 0) {
      return matches;
    }
    List<Selector.Match> entries =
        matches.stream().filter(match -> canBe(match.entity(), said)).toList();
    return entries.isEmpty() ? matches : entries;
  }

  private boolean canBe(Entity entity, EntryPoint.@Nullable Kind said) {
    Line line =
        lines.stream().filter(candidate -> candidate.fits(entity.kind())).findFirst().orElse(null);
    boolean entry = line != null && !line.named();
    return switch (said) {
      case null -> entry;
      case CREDENTIAL -> entry && of(entity, said) == usual(entity);
      case CODE, REACH -> entry && usual(entity) == EntryPoint.Kind.CODE;
      case LOGIN, CONTENT -> true;
    };
  }
}
