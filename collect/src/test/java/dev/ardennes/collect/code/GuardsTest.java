package dev.ardennes.collect.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks between a caller's text and what it does: each silences what it settles and nothing else.
final class GuardsTest {
  @TempDir private Path folder;

  private CodeSample flask(String body) {
    String code =
        """
        import os, re, requests, subprocess
        from urllib.parse import urlparse
        from urllib.request import urlopen
        from flask import Flask, request, abort
        app = Flask(__name__)
        HOSTS = ("a.example.com", "b.example.com")
        @app.route("/x")
        def x():
            u = request.args["u"]
        """
            + body.indent(4);
    return CodeSample.of(folder, Map.of("app.py", code));
  }

  private CodeSample java(String body) {
    String code =
        """
        @RestController class A {
          static final Set<String> HOSTS = Set.of("a.example.com");
          @GetMapping("/x") Object x(@RequestParam String u) throws Exception {
        """
            + body
            + "}\n}\n";
    return CodeSample.of(folder, Map.of("A.java", code));
  }

  private CodeSample express(String body) {
    String code =
        """
        const express = require('express');
        const { exec, execFile } = require('child_process');
        const app = express();
        app.get('/x', async (req, res) => { const u = req.query.u;
        """
            + body
            + " });\n";
    return CodeSample.of(folder, Map.of("app.js", code));
  }

  @Test
  void withoutACheckEverySchemeOfTheClientIsOpen() {
    assertThat(flask("return urlopen(u).read()").all("fetches_url"))
        .containsExactly("code/.#GET /x u file,http");
  }

  @Test
  void aSchemeCheckLeavesTheHostOpen() {
    assertThat(
            flask(
                    """
                    p = urlparse(u)
                    if p.scheme == "http" or p.scheme == "https":
                        return urlopen(u).read()
                    return ""
                    """)
                .all("fetches_url"))
        .containsExactly("code/.#GET /x u http");
  }

  @Test
  void aListOfHostsSettlesTheUrl() {
    assertThat(
            flask(
                    """
                    if urlparse(u).hostname not in HOSTS:
                        abort(403)
                    return urlopen(u).read()
                    """)
                .all("fetches_url"))
        .isEmpty();
  }

  @Test
  void aCheckThatOnlyWarnsSettlesNothing() {
    assertThat(
            flask(
                    """
                    if urlparse(u).hostname not in HOSTS:
                        print("strange")
                    return urlopen(u).read()
                    """)
                .all("fetches_url"))
        .hasSize(1);
  }

  @Test
  void aCheckAfterTheRequestSettlesNothing() {
    assertThat(
            flask(
                    """
                    r = urlopen(u).read()
                    if urlparse(u).hostname not in HOSTS:
                        abort(403)
                    return r
                    """)
                .all("fetches_url"))
        .hasSize(1);
  }

  @Test
  void aCheckOfAnotherTextSettlesNothing() {
    assertThat(
            flask(
                    """
                    if urlparse(request.args["other"]).hostname not in HOSTS:
                        abort(403)
                    return urlopen(u).read()
                    """)
                .all("fetches_url"))
        .containsExactly("code/.#GET /x u file,http");
  }

  @Test
  void aPatternIsNotUnderstoodAndNotSafe() {
    CodeSample sample =
        flask(
            """
            if not re.match("^https://[a-z]+[.]example[.]com/", u):
                abort(403)
            return requests.get(u).text
            """);
    assertThat(sample.assumed()).containsExactly("fetches_url(code/.#GET /x, u, http)");
  }

  @Test
  void aConstantBeginningWithAWholeHostSettlesTheUrl() {
    assertThat(
            flask(
                    """
                    if not u.startswith("https://cdn.example.com/"):
                        abort(403)
                    return requests.get(u).text
                    """)
                .all("fetches_url"))
        .isEmpty();
  }

  @Test
  void aConstantBeginningThatDoesNotEndTheHostSettlesNothing() {
    assertThat(
            flask(
                    """
                    if not u.startswith("https://cdn.example.com"):
                        abort(403)
                    return requests.get(u).text
                    """)
                .all("fetches_url"))
        .hasSize(1);
  }

  @Test
  void aListThatForbidsIsNoListThatAllows() {
    assertThat(
            flask(
                    """
                    if urlparse(u).hostname in ("localhost", "169.254.169.254"):
                        abort(403)
                    return requests.get(u).text
                    """)
                .all("fetches_url"))
        .hasSize(1);
  }

  @Test
  void aCheckThatIsSwallowedSettlesNothing() {
    assertThat(
            flask(
                    """
                    try:
                        if urlparse(u).hostname not in HOSTS:
                            raise ValueError(u)
                    except ValueError:
                        pass
                    return requests.get(u).text
                    """)
                .all("fetches_url"))
        .hasSize(1);
  }

  @Test
  void aValidatorThatThrowsCountsInItsCaller() {
    String validator =
        """
        check(u); return new RestTemplate().getForObject(u, String.class); }
        void check(String address) { if (!HOSTS.contains(URI.create(address).getHost())) { throw new E(); }
        """;
    assertThat(java(validator).all("fetches_url")).isEmpty();
  }

  @Test
  void aValidatorThatOnlyLogsDoesNotCount() {
    String validator =
        """
        check(u); return new RestTemplate().getForObject(u, String.class); }
        void check(String address) { if (!HOSTS.contains(URI.create(address).getHost())) { log.warn("x"); }
        """;
    assertThat(java(validator).all("fetches_url")).hasSize(1);
  }

  @Test
  void parametersOfAQueryAreNoText() {
    String bound =
        "return jdbc.query(\"select * from t where a = ?\", mapper, u); } JdbcTemplate jdbc; void y() {";
    String joined =
        "return jdbc.query(\"select * from t where a = '\" + u + \"'\", mapper); } JdbcTemplate jdbc; void y() {";
    assertThat(java(bound).all("queries_input")).isEmpty();
    assertThat(java(joined).all("queries_input")).containsExactly("code/.#GET /x sql");
  }

  @Test
  void aPathThatStaysInAFolderIsFine() {
    String open = "return Files.readString(Path.of(\"/data\", u));";
    String closed =
        """
        Path p = Path.of("/data").resolve(u).normalize();
        if (!p.startsWith("/data/")) { throw new E(); }
        return Files.readString(p);
        """;
    String unnormalised =
        """
        Path p = Path.of("/data").resolve(u);
        if (!p.startsWith("/data/")) { throw new E(); }
        return Files.readString(p);
        """;
    assertThat(java(open).all("reads_path")).containsExactly("code/.#GET /x u");
    assertThat(java(closed).all("reads_path")).isEmpty();
    assertThat(java(unnormalised).all("reads_path")).hasSize(1);
  }

  @Test
  void wordsAreNoCommandLine() {
    assertThat(express("exec('ls ' + u);").all("executes_input"))
        .containsExactly("code/.#GET /x command");
    assertThat(express("execFile('ls', [u]);").all("executes_input")).isEmpty();
    assertThat(express("execFile('sh', ['-c', u]);").all("executes_input")).hasSize(1);
  }

  @Test
  void aChoiceFromAMapIsNoneOfTheCallersTexts() {
    assertThat(
            express(
                    "const m = { a: 'http://a.example.com/' }; if (!['a'].includes(u)) { return; } await fetch(u);")
                .all("fetches_url"))
        .isEmpty();
  }

  @Test
  void switchCasesNarrow() {
    String code =
        """
        package main
        import ("net/http"; "net/url")
        func h(w http.ResponseWriter, r *http.Request) {
          raw := r.FormValue("u")
          u, _ := url.Parse(raw)
          switch u.Host {
          case "a.example.com", "b.example.com":
            http.Get(raw)
          default:
            return
          }
        }
        func g(w http.ResponseWriter, r *http.Request) { http.Get("http://" + r.FormValue("host")) }
        func main() { http.HandleFunc("/h", h); http.HandleFunc("/g", g) }
        """;
    assertThat(CodeSample.of(folder, Map.of("main.go", code)).all("fetches_url"))
        .isEqualTo(List.of("code/.#ANY /g host http"));
  }
}
