package dev.ardennes.collect.code;

import dev.ardennes.collect.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Files that make their folder a component, and the name that they give it.
final class BuildFiles {
  private static final Set<String> NAMES =
      Set.of(
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          "package.json",
          "pyproject.toml",
          "requirements.txt",
          "setup.py",
          "go.mod");
  private static final long LARGEST = 1 << 20;
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>\\s*([^<\\s]+)\\s*<");
  private static final Pattern OTHERS =
      Pattern.compile(
          "<!--.*?-->|<(parent|dependencies|dependencyManagement|build|profiles|reporting)>.*?</\\1>",
          Pattern.DOTALL);
  private static final Pattern PYTHON_NAME =
      Pattern.compile("(?m)^\\s*name\\s*=\\s*[\"']([^\"']+)[\"']");
  private static final Pattern GO_MODULE = Pattern.compile("(?m)^module\\s+(\\S+)");

  private BuildFiles() {}

  static boolean isBuildFile(SourceFile file) {
    return NAMES.contains(file.name()) || isDockerfile(file);
  }

  static boolean isDockerfile(SourceFile file) {
    String name = file.name();
    return name.equals("Dockerfile")
        || name.equals("Containerfile")
        || name.startsWith("Dockerfile.")
        || name.endsWith(".Dockerfile");
  }

  /// The names that a build file gives; empty where it gives none.
  static List<String> names(SourceFile file) throws IOException {
    if (file.size() > LARGEST || file.binary()) {
      return List.of();
    }
    return switch (file.name()) {
      case "pom.xml" -> first(ARTIFACT, OTHERS.matcher(file.text()).replaceAll(""));
      case "package.json" -> packageName(file.text());
      case "pyproject.toml", "setup.py" -> first(PYTHON_NAME, file.text().replace("setup(", "\n"));
      case "go.mod" -> module(file.text());
      default -> List.of();
    };
  }

  private static List<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? List.of(matcher.group(1)) : List.of();
  }

  private static List<String> packageName(String text) {
    try {
      JsonNode name = new JsonMapper().readTree(text).path("name");
      return name.isString() ? List.of(name.asString()) : List.of();
    } catch (JacksonException e) {
      return List.of();
    }
  }

  private static List<String> module(String text) {
    List<String> names = new ArrayList<>(first(GO_MODULE, text));
    if (!names.isEmpty() && names.getFirst().contains("/")) {
      String full = names.getFirst().replaceFirst("/v\\d+$", "");
      names.add(full.substring(full.lastIndexOf('/') + 1));
    }
    return names;
  }
}
