package dev.ardennes.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes secrets out of text that is shown, and leaves what explains a path: names, references,
/// ARNs, actions, ids of things.
///
/// It knows secrets by their form (keys and tokens of well-known makers, private keys, passwords in
/// URLs) and by the name they are given (`password = "..."`, `"clientSecret": "..."`). A secret
/// without either passes: this is a net, and no proof.
///
/// Time is linear in the text for any input that occurs, and bounded: longer lines than [#LONGEST]
/// are cut.
public final class Redaction {
  /// What stands in a secret's place.
  public static final String MARK = "[redacted]";

  /// Characters of one line that are looked at and kept.
  public static final int LONGEST = 20_000;

  private static final Pattern BY_FORM =
      Pattern.compile(
          """
          (?<![A-Za-z0-9])(?:
            (?:AKIA|ASIA)[A-Z2-7]{2}[A-Z0-9]{14}
          | gh[pousr]_[A-Za-z0-9]{20,255}
          | github_pat_[A-Za-z0-9_]{20,255}
          | glpat-[A-Za-z0-9_-]{20,255}
          | xox[abeoprs]-[A-Za-z0-9-]{10,255}
          | xapp-[A-Za-z0-9-]{10,255}
          | (?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,255}
          | sk-[A-Za-z0-9_-]{20,255}
          | AIza[A-Za-z0-9_-]{35}
          | ya29\\.[A-Za-z0-9_-]{20,255}
          | SG\\.[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,64}
          | npm_[A-Za-z0-9]{36}
          | pypi-[A-Za-z0-9_-]{50,255}
          | hv[sbr]\\.[A-Za-z0-9_-]{20,255}
          | do[opr]_v1_[a-f0-9]{64}
          | shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}
          | dapi[a-f0-9]{32}
          | eyJ[A-Za-z0-9_-]{10,4000}\\.[A-Za-z0-9_-]{10,8000}\\.[A-Za-z0-9_-]{0,2000}
          )(?![A-Za-z0-9])""",
          Pattern.COMMENTS);

  private static final Pattern IN_URL =
      Pattern.compile("(?<=[A-Za-z0-9]://)([^\\s/:@\"'?#]{0,200}):([^\\s/@\"']{1,500})@");

  private static final Pattern KEY_BEGINS =
      Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
  private static final Pattern KEY_ENDS =
      Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");

  /// A name that ends in a word for secrets, what binds it, and the value.
  private static final Pattern BY_NAME =
      Pattern.compile(
          """
          (?<![A-Za-z0-9_.:/-])
          (?<name>[A-Za-z0-9_.-]{0,100}?
            (?:password|passwd|passphrase|pwd|secret|secret[_-]?string|token|credentials?
              |(?:api|private|secret|account|access|auth|signing|shared[_-]?access|license)[_-]?key
              |connection[_-]?string))
          (?<bind>\\\\?["']?\\s{0,40}(?:=>|:=|[:=])\\s{0,40})
          (?:"(?<quoted>(?:[^"\\\\]|\\\\.){0,8000})"
            |'(?<single>[^']{0,8000})'
            |\\\\"(?<nested>[^"\\\\]{0,8000})\\\\"
            |(?<bare>[^\\s"'\\\\&;,}\\])]{1,2000}))""",
          Pattern.COMMENTS | Pattern.CASE_INSENSITIVE);

  /// What a bare value is when it is no secret: a reference, a call, a template, a truth value.
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:[A-Za-z_][\\w-]*(?:\\[[^\\]]*\\]?)?(?:\\.[A-Za-z_*][\\w*-]*(?:\\[[^\\]]*\\]?)?)+"
              + "|[A-Za-z_][\\w.]*\\(.*|[$({\\[<!*|>%].*|true|false|null|none|\\d{1,5})",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern INTERPOLATION =
      Pattern.compile("[$%]\\{[^}]{0,500}\\}\\}?|\\{\\{[^}]{0,500}\\}\\}|<[^>]{0,200}>");

  /// A text of forty characters as AWS makes its secret access keys.
  private static final Pattern FORTY =
      Pattern.compile("(?<![A-Za-z0-9/+=_.:-])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=_.:-])");

  private static final Pattern KEY_BODY = Pattern.compile("\\s*[A-Za-z0-9+/]{48,128}={0,2}\\s*");
  private static final int SHORT = 8;

  private Redaction() {}

  /// The line with [#MARK] in the place of each secret.
  ///
  /// Example: `password = "hunter2"` gives `password = "[redacted]"`, while `password =
  /// var.db_password` stays.
  public static String redact(String line) {
    String text = line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    if (KEY_BODY.matcher(text).matches()) {
      return MARK;
    }
    text = privateKeyOnOneLine(text);
    text = BY_FORM.matcher(text).replaceAll(MARK);
    text = IN_URL.matcher(text).replaceAll("$1:" + MARK + "@");
    text = byName(text);
    return FORTY.matcher(text).replaceAll(match -> mixed(match.group()) ? MARK : match.group());
  }

  /// The lines of one stretch of a file, redacted; the body of a private key that begins in it too.
  public static List<String> redact(List<String> lines) {
    List<String> redacted = new ArrayList<>(lines.size());
    boolean inKey = false;
    for (String line : lines) {
      boolean ends = KEY_ENDS.matcher(line).find();
      redacted.add(inKey && !ends ? MARK : redact(line));
      inKey = !ends && (inKey || KEY_BEGINS.matcher(line).find());
    }
    return List.copyOf(redacted);
  }

  private static String privateKeyOnOneLine(String text) {
    Matcher begin = KEY_BEGINS.matcher(text);
    if (!begin.find()) {
      return text;
    }
    Matcher end = KEY_ENDS.matcher(text);
    String rest = end.find(begin.end()) ? text.substring(end.start()) : "";
    boolean nothingBehind = text.substring(begin.end()).isBlank();
    return nothingBehind ? text : text.substring(0, begin.end()) + MARK + rest;
  }

  private static String byName(String text) {
    Matcher found = BY_NAME.matcher(text);
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (found.find()) {
      for (String group : List.of("quoted", "single", "nested", "bare")) {
        String value = found.group(group);
        if (value != null && isSecret(value, group.equals("bare"))) {
          out.append(text, from, found.start(group)).append(MARK);
          from = found.end(group);
        }
      }
    }
    return out.append(text, from, text.length()).toString();
  }

  private static boolean isSecret(String value, boolean bare) {
    if (value.isEmpty() || value.contains(MARK) || value.startsWith("arn:")) {
      return false;
    }
    if (bare) {
      return !REFERENCE.matcher(value).matches();
    }
    String literal = INTERPOLATION.matcher(value).replaceAll("");
    if (literal.length() < value.length() && literal.length() < SHORT) {
      return false;
    }
    return !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false");
  }

  private static boolean mixed(String text) {
    return text.chars().anyMatch(Character::isUpperCase)
        && text.chars().anyMatch(Character::isLowerCase)
        && text.chars().anyMatch(Character::isDigit)
        && text.chars().distinct().count() >= 16
        && text.chars().filter(c -> c == '/').count() <= 4;
  }
}
