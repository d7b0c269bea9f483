package dev.ardennes.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Small estates of one account, scanned as a user does.
final class TrustEstate {
  private final Path folder;

  TrustEstate(Path folder) {
    this.folder = folder;
  }

  /// An administrator's role that trusts a provider of tokens.
  ///
  /// @param url of the provider
  /// @param conditions of the trust, as JSON without the outer braces
  static String tokenRole(String url, String conditions) {
    return """
        resource "aws_iam_openid_connect_provider" "tokens" {
          url            = "https://%s"
          client_id_list = ["sts.amazonaws.com"]
        }
        """
            .formatted(url)
        + role(
            """
            {"Federated": "${aws_iam_openid_connect_provider.tokens.arn}"}""",
            "sts:AssumeRoleWithWebIdentity",
            conditions);
  }

  /// An administrator's role.
  ///
  /// @param principal as JSON
  /// @param conditions as JSON without the outer braces
  static String role(String principal, String action, String conditions) {
    return """
        resource "aws_iam_role" "deploy" {
          name               = "deploy"
          assume_role_policy = <<-JSON
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": %s,
              "Action": "%s", "Condition": {%s}}]}
          JSON
        }
        resource "aws_iam_role_policy_attachment" "deploy" {
          role       = aws_iam_role.deploy.name
          policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
        }
        """
        .formatted(principal, action, conditions);
  }

  JsonNode scan(String terraform, String... more) throws IOException {
    return scanFile("main.tf", terraform, more);
  }

  JsonNode scanFile(String name, String text, String... more) throws IOException {
    CommandLineRun run = new CommandLineRun(folder);
    run.file("estate/" + name, text);
    JsonNode report = run.scan(folder.resolve("estate"), more);
    if (CommandLineRun.verify(folder.resolve("report.json")) != Main.DONE) {
      throw new AssertionError("the report does not verify");
    }
    return report;
  }

  /// The entries of the report's paths.
  static SortedSet<String> entries(JsonNode report) {
    SortedSet<String> entries = new TreeSet<>();
    report.path("paths").forEach(path -> entries.add(path.path("entry").asString("")));
    return entries;
  }

  /// The assumptions of all paths, in words.
  static String assumptions(JsonNode report) {
    StringBuilder all = new StringBuilder();
    report.findValues("assumptions").forEach(list -> all.append(list).append('\n'));
    return all.toString();
  }
}
