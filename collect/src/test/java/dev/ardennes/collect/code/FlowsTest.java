package dev.ardennes.collect.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ways that texts take through a program.
final class FlowsTest {
  private static final String CONTROLLER =
      """
      package a;

      @RestController
      class ReportController {
        private final Renderer renderer;

        ReportController(Renderer renderer) {
          this.renderer = renderer;
        }

        @GetMapping("/report")
        String report(@RequestParam String logo, @RequestParam int size) {
          return renderer.fetch(logo);
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void throughAnotherClassWithTheSinksPlace() {
    String renderer =
        """
        package a;

        class Renderer {
          String fetch(String address) throws Exception {
            return new String(new java.net.URL(address).openStream().readAllBytes());
          }
        }
        """;
    CodeSample sample =
        CodeSample.of(
            folder, Map.of("pom.xml", "<x/>", "a/C.java", CONTROLLER, "a/Renderer.java", renderer));
    assertThat(sample.all("fetches_url")).containsExactly("code/.#GET /report logo file,http");
    assertThat(sample.place("fetches_url")).isEqualTo("a/Renderer.java:5:23");
    assertThat(sample.place("endpoint_path")).isEqualTo("a/C.java:11:3");
  }

  @Test
  void throughAnInterfaceWithOneImplementation() {
    String renderer = "interface Renderer { String fetch(String a); }";
    String implementation =
        "class Http implements Renderer { RestTemplate t; public String fetch(String a) { return t.getForObject(a, String.class); } }";
    assertThat(
            CodeSample.of(
                    folder,
                    Map.of(
                        "pom.xml", "<x/>",
                        "a/C.java", CONTROLLER,
                        "a/Renderer.java", renderer,
                        "a/Http.java", implementation))
                .all("fetches_url"))
        .containsExactly("code/.#GET /report logo http");
  }

  @Test
  void notIntoAnotherComponent() {
    String renderer =
        "class Renderer { RestTemplate t; String fetch(String a) { return t.getForObject(a, String.class); } }";
    assertThat(
            CodeSample.of(
                    folder,
                    Map.of(
                        "a/pom.xml",
                        "<x/>",
                        "a/C.java",
                        CONTROLLER,
                        "b/pom.xml",
                        "<x/>",
                        "b/Renderer.java",
                        renderer))
                .all("fetches_url"))
        .isEmpty();
  }

  @Test
  void throughFieldsLoopsAndLambdas() {
    String code =
        """
        const express = require('express');
        const axios = require('axios');
        const app = express();
        class Loader { constructor(u) { this.u = u; } load() { return axios.get(this.u); } }
        app.post('/a', async (req, res) => { const l = new Loader(req.body.target); await l.load(); });
        app.post('/b', async (req, res) => { for (const u of req.body.urls) { await axios.get(u); } });
        app.post('/c', async (req, res) => { await Promise.all(req.body.list.map(u => axios.get(u))); });
        app.post('/d', async (req, res) => { let u = 'http://x/'; u += req.body.id; await axios.get(u); });
        """;
    assertThat(CodeSample.of(folder, Map.of("app.js", code)).all("fetches_url"))
        .containsExactly(
            "code/.#POST /a target http", "code/.#POST /b urls http", "code/.#POST /c list http");
  }

  @Test
  void aSettingThatIsUsedIsNotTold() {
    String code =
        """
        import os, requests
        from flask import Flask
        app = Flask(__name__)
        @app.route("/a")
        def a():
            return requests.get(os.environ["BACKEND"], headers={"x": os.environ["TOKEN"]}).text
        """;
    CodeSample sample = CodeSample.of(folder, Map.of("app.py", code));
    assertThat(sample.all("discloses_setting")).isEmpty();
    assertThat(sample.all("reads_setting")).containsExactly("code/. BACKEND", "code/. TOKEN");
    assertThat(sample.all("calls_host")).containsExactly("code/. ${BACKEND}  GET /");
  }

  @Test
  void recursionEnds() {
    String code =
        """
        import requests
        from flask import Flask, request
        app = Flask(__name__)
        def f(u, n):
            g(u, n)
            return f(u, n - 1) + g(u, n)
        def g(u, n):
            f(u, n)
            return f(g(u, n), n)
        @app.route("/a")
        def a():
            return f(request.args["u"], 3)
        """;
    assertThat(CodeSample.of(folder, Map.of("app.py", code)).all("endpoint_path")).hasSize(1);
  }
}
