package dev.ardennes.rules.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The techniques of MITRE ATT&CK that files may name: a pinned version, without revoked ones.
public final class AttackList {
  private final Map<String, String> names;

  private AttackList(Map<String, String> names) {
    this.names = names;
  }

  /// Reads `attack.lock`: one `id name` a line; lines that start with `#` say what it is.
  ///
  /// @throws IllegalArgumentException for another line
  public static AttackList parse(String text) {
    Map<String, String> names = new LinkedHashMap<>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line -> {
              int blank = line.indexOf(' ');
              if (blank < 0) {
                throw new IllegalArgumentException("no blank in `" + line + "`");
              }
              names.put(line.substring(0, blank), line.substring(blank + 1));
            });
    return new AttackList(names);
  }

  /// The technique's name; null where there is none of this id.
  public @Nullable String name(String id) {
    return names.get(id);
  }

  /// All, id to name, in the order of the list.
  public Map<String, String> names() {
    return Collections.unmodifiableMap(names);
  }
}
