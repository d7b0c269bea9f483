package dev.ardennes.collect.helm.functions;

import static dev.ardennes.collect.helm.value.Value.text;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.Failure;
import dev.ardennes.collect.helm.value.JsonOutput;
import dev.ardennes.collect.helm.value.Truth;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.collect.helm.value.YamlInput;
import dev.ardennes.collect.helm.value.YamlOutput;
import dev.ardennes.model.Unknown;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.Adler32;

/// YAML, JSON, base64, hashes and escapes.
final class EncodingFunctions {
  private static final int MOST = Integer.MAX_VALUE;

  private EncodingFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    registry
        .open("toYaml", 1, 1, call -> text(YamlOutput.of(call.get(0), call.budget())))
        .open("toYamlPretty", 1, 1, call -> text(YamlOutput.of(call.get(0), call.budget())))
        .open("toJson", 1, 1, call -> json(call, false, true))
        .open("toRawJson", 1, 1, call -> json(call, false, false))
        .open("toPrettyJson", 1, 1, call -> json(call, true, true))
        .partial("fromYaml", 1, 1, call -> parsed(call, true, false))
        .partial("fromYamlArray", 1, 1, call -> parsed(call, true, true))
        .partial("fromJson", 1, 1, call -> parsed(call, false, false))
        .partial("fromJsonArray", 1, 1, call -> parsed(call, false, true))
        .open("b64enc", 1, 1, EncodingFunctions::encoded)
        .open("b64dec", 1, 1, EncodingFunctions::decoded)
        .open("sha1sum", 1, 1, call -> digest(call, "SHA-1"))
        .open("sha256sum", 1, 1, call -> digest(call, "SHA-256"))
        .open("sha512sum", 1, 1, call -> digest(call, "SHA-512"))
        .known("adler32sum", 1, 1, EncodingFunctions::adler)
        .open("html", 0, MOST, call -> escaped(call, "&<>\"'\0"))
        .known("js", 0, MOST, EncodingFunctions::javaScript)
        .known("urlquery", 0, MOST, EncodingFunctions::query);
  }

  private static Value json(Call call, boolean pretty, boolean html) {
    return text(JsonOutput.of(call.get(0), pretty, html, call.budget()));
  }

  /// What cannot be read is a dict with the key `Error`, as Helm has it, or a list of that text;
  /// and a warning here, since few templates look at it.
  private static Value parsed(Call call, boolean yaml, boolean list) {
    String source = call.text(0);
    String error;
    try {
      Value value =
          yaml ? YamlInput.yaml(source, call.budget()) : YamlInput.json(source, call.budget());
      if (list ? value instanceof Value.ListValue : value instanceof Value.Dict) {
        return value;
      }
      if (value instanceof Value.Nil) {
        return list ? Value.texts(java.util.List.of()) : new Value.Dict();
      }
      error = list ? "it is no list" : "it is no mapping";
    } catch (Failure failure) {
      if (failure.isLimit()) {
        throw failure;
      }
      error = failure.says();
    }
    if (Unknown.in(source)) {
      return call.unknown();
    }
    call.warn("`" + call.name() + "`: " + error, "correct the text");
    return list
        ? Value.texts(java.util.List.of(error))
        : new Value.Dict().with("Error", text(error));
  }

  private static byte[] bytes(Call call) {
    call.budget().length(call.text(0).length() * 2L);
    return call.text(0).getBytes(StandardCharsets.UTF_8);
  }

  /// What is made of a value that is not empty is not empty either.
  private static Value derived(Call call) {
    return new Value.UnknownValue(call.unknown().symbol(), Truth.of(call.get(0)) == Truth.YES);
  }

  private static Value encoded(Call call) {
    return HelmLibrary.hasUnknown(call.get(0))
        ? derived(call)
        : text(Base64.getEncoder().encodeToString(bytes(call)));
  }

  private static Value decoded(Call call) {
    if (HelmLibrary.hasUnknown(call.get(0))) {
      return derived(call);
    }
    try {
      return text(new String(Base64.getDecoder().decode(call.text(0)), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException invalid) {
      return text("illegal base64 data");
    }
  }

  static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Value digest(Call call, String algorithm) {
    if (HelmLibrary.hasUnknown(call.get(0))) {
      return new Value.UnknownValue(call.unknown().symbol(), true);
    }
    try {
      return text(
          HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes(call))));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has " + algorithm, impossible);
    }
  }

  private static Value adler(Call call) {
    Adler32 sum = new Adler32();
    sum.update(bytes(call));
    return text(String.valueOf(sum.getValue()));
  }

  private static String joined(Call call) {
    StringBuilder joined = new StringBuilder();
    call.arguments().forEach(value -> joined.append(call.text(value)));
    return call.budget().text(joined.toString());
  }

  private static Value escaped(Call call, String special) {
    StringBuilder escaped = new StringBuilder();
    for (char c : joined(call).toCharArray()) {
      switch (special.indexOf(c)) {
        case 0 -> escaped.append("&amp;");
        case 1 -> escaped.append("&lt;");
        case 2 -> escaped.append("&gt;");
        case 3 -> escaped.append("&#34;");
        case 4 -> escaped.append("&#39;");
        case 5 -> escaped.append('\ufffd');
        default -> escaped.append(c);
      }
    }
    return text(escaped.toString());
  }

  private static final Set<Character> UNSAFE_IN_SCRIPT = Set.of('<', '>', '&', '=');

  private static Value javaScript(Call call) {
    StringBuilder escaped = new StringBuilder();
    for (char c : joined(call).toCharArray()) {
      if (c == '\\' || c == '\'' || c == '"') {
        escaped.append('\\').append(c);
      } else if (c < ' ' || UNSAFE_IN_SCRIPT.contains(c)) {
        escaped.append(String.format("\\u%04X", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return text(escaped.toString());
  }

  private static Value query(Call call) {
    return text(
        URLEncoder.encode(joined(call), StandardCharsets.UTF_8)
            .replace("*", "%2A")
            .replace("%7E", "~"));
  }
}
