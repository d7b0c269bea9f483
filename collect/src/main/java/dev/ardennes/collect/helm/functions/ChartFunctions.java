package dev.ardennes.collect.helm.functions;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.Value;
import java.util.List;

/// What Helm adds: `include`, `tpl`, `required`, `fail`, `lookup`.
final class ChartFunctions {
  private ChartFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    registry
        .open("include", 2, 2, ChartFunctions::include)
        .open("tpl", 2, 2, ChartFunctions::template)
        .open("required", 2, 2, ChartFunctions::required)
        .open("fail", 1, 1, ChartFunctions::fail)
        .open("lookup", 4, 4, _ -> new Value.Dict())
        .partial("urlParse", 1, 1, ChartFunctions::address)
        .partial("urlJoin", 1, 1, ChartFunctions::joinedAddress);
  }

  private static Value include(Call call) {
    if (HelmLibrary.hasUnknown(call.get(0))) {
      return call.unknown();
    }
    return call.include(call.text(0), call.get(1));
  }

  private static Value template(Call call) {
    if (call.get(0) instanceof Value.UnknownValue unknown) {
      return unknown;
    }
    return call.render(call.text(0), call.get(1));
  }

  /// Nil and the empty text are refused by Helm; here the value is unknown, under the name of what
  /// is missing, so that the rest is rendered.
  private static Value required(Call call) {
    Value value = call.get(1);
    boolean missing = value instanceof Value.Nil || value.equals(Value.EMPTY);
    if (!missing) {
      return value;
    }
    call.report(
        "`" + call.lastWritten() + "` is required: " + call.text(0), "give it in a values file");
    return call.unknown(call.lastWritten());
  }

  private static Value fail(Call call) {
    call.report("the chart refuses these values: " + call.text(0), "give other values");
    return Value.EMPTY;
  }

  /// The parts of an address, as far as they can be told without resolving anything.
  private static Value address(Call call) {
    java.util.regex.Matcher parts =
        java.util.regex.Pattern.compile(
                "(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://(?:([^/?#@]*)@)?([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?",
                java.util.regex.Pattern.DOTALL)
            .matcher(call.text(0));
    Value.Dict dict = new Value.Dict();
    boolean matches = parts.matches();
    List<String> names = List.of("scheme", "userinfo", "host", "path", "query", "fragment");
    for (int index = 0; index < names.size(); index++) {
      String part = matches ? parts.group(index + 1) : null;
      dict.with(names.get(index), Value.text(part == null ? "" : part));
    }
    return dict.with("hostname", Value.text(call.text(dict.at("host")).replaceFirst(":\\d+$", "")))
        .with("opaque", Value.EMPTY);
  }

  private static Value joinedAddress(Call call) {
    Value.Dict dict = call.dict(0);
    String scheme = call.text(dict.at("scheme"));
    String user = call.text(dict.at("userinfo"));
    String host = call.text(dict.at("host"));
    String path = call.text(dict.at("path"));
    String query = call.text(dict.at("query"));
    String fragment = call.text(dict.at("fragment"));
    String authority = host.isEmpty() ? "" : "//" + (user.isEmpty() ? "" : user + "@") + host;
    return Value.text(
        (scheme.isEmpty() ? "" : scheme + ":")
            + authority
            + (host.isEmpty() || path.isEmpty() || path.startsWith("/") ? path : "/" + path)
            + (query.isEmpty() ? "" : "?" + query)
            + (fragment.isEmpty() ? "" : "#" + fragment));
  }
}
