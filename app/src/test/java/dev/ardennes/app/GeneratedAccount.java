package dev.ardennes.app;

import static dev.ardennes.app.GeneratedManifest.json;
import static dev.ardennes.app.GeneratedManifest.map;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// An account of AWS as companies have them, made from a seed, as `ardennes collect aws` writes it:
/// identities with their policies, and some five resources for each of them.
///
/// @param principals two of five are users, the others roles
record GeneratedAccount(long seed, int principals, int resources) {
  static final String ID = "640021117300";
  private static final List<String> REGIONS = List.of("eu-west-1", "eu-central-1");

  /// Writes one where a test or a measurement wants it: `FOLDER PRINCIPALS RESOURCES [SEED]`.
  public static void main(String... arguments) throws IOException {
    long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : 20261128;
    int principals = Integer.parseInt(arguments[1]);
    new GeneratedAccount(seed, principals, Integer.parseInt(arguments[2]))
        .write(Path.of(arguments[0]));
  }

  void write(Path folder) throws IOException {
    file(folder.resolve(ID + "/iam.json"), map(ID, new GeneratedIdentities(this).all()));
    new GeneratedResources(this).write(folder.resolve(ID));
    Map<String, Object> part =
        map("account", ID, "region", "", "what", "iam", "state", "collected", "items", principals);
    file(
        folder.resolve("collection.json"),
        map(
            "schema",
            "ardennes.aws.collection/1",
            "finished",
            true,
            "started",
            "2026-11-28T00:00:00Z",
            "parts",
            List.of(part)));
  }

  static void file(Path file, Object content) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      json(content, out);
    }
  }

  // --- identities

  int users() {
    return principals * 2 / 5;
  }

  int roles() {
    return principals - users();
  }

  int groups() {
    return Math.max(3, principals / 25);
  }

  /// Managed policies that somebody of the company wrote.
  int policies() {
    return Math.max(12, principals / 4);
  }

  static String userName(int user) {
    return String.format(Locale.ROOT, "user%05d", user);
  }

  static String roleName(int role) {
    return String.format(Locale.ROOT, "role%05d", role);
  }

  static String user(int user) {
    return iam("user/" + userName(user));
  }

  static String role(int role) {
    return iam("role" + path(role) + roleName(role));
  }

  static String path(int role) {
    return role % 5 == 0 ? "/apps/" : "/";
  }

  static String iam(String path) {
    return "arn:aws:iam::" + ID + ":" + path;
  }

  // --- resources

  int teams() {
    return Math.clamp(principals / 50, 3, 90);
  }

  int team(int number) {
    return number % teams();
  }

  int count(GeneratedKind kind) {
    return kind.count(resources);
  }

  /// What is in one network is in one region.
  int network(int number) {
    return number % count(GeneratedKind.VPC);
  }

  String region(int number) {
    return REGIONS.get(network(number) % 5 == 1 ? 1 : 0);
  }

  String arn(GeneratedKind kind, int number) {
    return kind.arn(region(number), team(number), number);
  }

  String id(GeneratedKind kind, int number) {
    return kind.id(team(number), number);
  }

  String name(GeneratedKind kind, int number) {
    return kind.name(team(number), number);
  }

  /// One after the other independent of how many there are.
  SplittableRandom chance(String kind, int number) {
    return new SplittableRandom(seed * 1_000_003 + kind.hashCode() * 31_337L + number * 7_919L);
  }
}
