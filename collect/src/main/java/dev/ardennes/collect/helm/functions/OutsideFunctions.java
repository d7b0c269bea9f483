package dev.ardennes.collect.helm.functions;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.Value;
import java.util.List;

/// Functions that give something else in each run or ask something outside the chart: their values
/// are unknown but not empty, and those of two places differ. And functions on paths and addresses.
final class OutsideFunctions {
  private static final List<String> UNKNOWN =
      List.of(
          "now",
          "date",
          "dateInZone",
          "date_in_zone",
          "dateModify",
          "date_modify",
          "ago",
          "duration",
          "durationRound",
          "htmlDate",
          "htmlDateInZone",
          "toDate",
          "unixEpoch",
          "randAlphaNum",
          "randAlpha",
          "randAscii",
          "randNumeric",
          "randBytes",
          "randInt",
          "shuffle",
          "uuidv4",
          "genPrivateKey",
          "genCA",
          "genCAWithKey",
          "genSelfSignedCert",
          "genSelfSignedCertWithKey",
          "genSignedCert",
          "genSignedCertWithKey",
          "buildCustomCert",
          "derivePassword",
          "encryptAES",
          "decryptAES",
          "bcrypt",
          "htpasswd",
          "getHostByName");

  private OutsideFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    for (String name : UNKNOWN) {
      registry.open(name, 0, Integer.MAX_VALUE, Call::generated);
    }
    registry
        .known("base", 1, 1, call -> Value.text(base(call.text(0))))
        .known("dir", 1, 1, call -> Value.text(folder(call.text(0))))
        .known("clean", 1, 1, call -> Value.text(clean(call.text(0))))
        .known("ext", 1, 1, call -> Value.text(extension(call.text(0))))
        .known("isAbs", 1, 1, call -> Value.bool(call.text(0).startsWith("/")));
  }

  private static String base(String path) {
    String whole = path;
    while (whole.length() > 1 && whole.endsWith("/")) {
      whole = whole.substring(0, whole.length() - 1);
    }
    if (whole.isEmpty()) {
      return ".";
    }
    return whole.equals("/") ? "/" : whole.substring(whole.lastIndexOf('/') + 1);
  }

  private static String folder(String path) {
    return clean(path.substring(0, path.lastIndexOf('/') + 1));
  }

  private static String extension(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  private static String clean(String path) {
    java.util.ArrayDeque<String> parts = new java.util.ArrayDeque<>();
    boolean absolute = path.startsWith("/");
    for (String part : path.split("/")) {
      boolean up = part.equals("..");
      if (up && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".") && !(up && absolute)) {
        parts.addLast(part);
      }
    }
    String joined = (absolute ? "/" : "") + String.join("/", parts);
    return joined.isEmpty() ? "." : joined;
  }
}
