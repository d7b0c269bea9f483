package dev.ardennes.collect.aws;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells from the configuration of a web server or proxy, wherever it is written, whether its
/// callers choose where it sends requests.
///
/// Sources: nginx ("ngx_http_proxy_module", "ngx_http_core_module" for variables), Apache
/// ("mod_proxy", "mod_rewrite"), HAProxy ("http-request set-dst", "option http_proxy"), Squid
/// ("http_access"), Tinyproxy ("Allow"), Envoy ("dynamic forward proxy").
final class Proxies {
  private static final int MOST_VARIABLES = 100;

  private static final Pattern PROXY_PASS =
      Pattern.compile("\\bproxy_pass\\s+([^;\\s]{1,400})\\s*;", Pattern.CASE_INSENSITIVE);
  private static final Pattern SET =
      Pattern.compile("\\bset\\s+\\$([A-Za-z0-9_]+)\\s+[\"']?([^;\"']{1,400})[\"']?\\s*;");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z0-9_]+)\\}?");

  /// What a request says itself; a capture comes from its path.
  private static final Pattern OF_REQUEST =
      Pattern.compile(
          "(?:http_.+|host|arg_.+|cookie_.+|args|query_string|request_uri|uri|document_uri|[1-9])");

  private static final List<Pattern> OTHERS =
      List.of(
          Pattern.compile("(?m)^\\s*http_access\\s+allow\\s+all\\b", Pattern.CASE_INSENSITIVE),
          Pattern.compile("(?m)^\\s*ProxyRequests\\s+On\\b", Pattern.CASE_INSENSITIVE),
          Pattern.compile(
              "(?m)^\\s*RewriteRule\\s+\\S+\\s+\"?(?:https?://)?(?:%\\{(?:HTTP_HOST|QUERY_STRING"
                  + "|HTTP:[^}]+)\\}|\\$[1-9])\\S*\\s+\\[[^\\]]*\\bP\\b[^\\]]*\\]",
              Pattern.CASE_INSENSITIVE),
          Pattern.compile("(?m)^\\s*option\\s+http_proxy\\b"),
          Pattern.compile(
              "(?m)^\\s*http-request\\s+set-dst\\s+(?:hdr|req\\.hdr|url|path|urlp?_param|var)\\b\\S*"),
          Pattern.compile("(?m)^\\s*Allow\\s+0\\.0\\.0\\.0/0\\b"),
          Pattern.compile("envoy\\.filters\\.http\\.dynamic_forward_proxy"));

  private static final Pattern CONFIGURATION =
      Pattern.compile(
          "\\b(?:proxy_pass|fastcgi_pass|uwsgi_pass|try_files)\\s|\\blisten\\s+[0-9:\\[]|<VirtualHost"
              + "|(?m)^\\s*(?:frontend|backend)\\s+\\S+\\s*$|(?m)^\\s*http_access\\s");

  private Proxies() {}

  /// The directive that sends requests where their sender says; null where there is none.
  static @Nullable String open(String text) {
    Set<String> chosen = chosen(text);
    Matcher pass = PROXY_PASS.matcher(text);
    while (pass.find()) {
      if (choosesHost(pass.group(1), chosen)) {
        return pass.group().strip();
      }
    }
    for (Pattern pattern : OTHERS) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        return matcher.group().strip();
      }
    }
    return null;
  }

  /// Whether the text holds a configuration at all, so that nothing of it is unseen.
  static boolean configured(String text) {
    return CONFIGURATION.matcher(text).find();
  }

  /// The variables that are set to something of the request.
  private static Set<String> chosen(String text) {
    Set<String> chosen = new HashSet<>();
    Matcher set = SET.matcher(text);
    while (set.find() && chosen.size() < MOST_VARIABLES) {
      if (choosesHost(set.group(2), chosen)) {
        chosen.add(set.group(1));
      }
    }
    return chosen;
  }

  /// Whether a variable of the request stands where the address has its host: what comes after it
  /// is only a path.
  private static boolean choosesHost(String address, Set<String> chosen) {
    int scheme = address.indexOf("://");
    String rest = scheme < 0 ? address : address.substring(scheme + 3);
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    Matcher variable = VARIABLE.matcher(host);
    while (variable.find()) {
      String name = variable.group(1).toLowerCase(Locale.ROOT);
      boolean fixed = host.substring(0, variable.start()).matches(".*[A-Za-z0-9].*");
      boolean ofRequest = OF_REQUEST.matcher(name).matches() || chosen.contains(variable.group(1));
      if (ofRequest && !(fixed && isPathLike(name))) {
        return true;
      }
    }
    return false;
  }

  /// Texts that begin with a slash continue a path, whatever stands before them.
  private static boolean isPathLike(String name) {
    return name.equals("request_uri") || name.equals("uri") || name.equals("document_uri");
  }
}
