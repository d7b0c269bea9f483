package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.hcl.Diagnostics;
import dev.ardennes.collect.terraform.hcl.Position;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what Terraform says in JSON: a plan or state as `terraform show -json` prints it, and a
/// state file of version 4. The instances have the same form and the same addresses as those read
/// from the configuration in the same folder, with JSON pointers as places.
public final class StateReader {
  /// Largest document that is read; it needs about eight times its size in memory.
  public static final int LIMIT = 64 << 20;

  private static final Set<String> SHOWN_VERSIONS = Set.of("0", "1");

  private final String source;

  /// @param source unique name of the source, as evidence names it
  public StateReader(String source) {
    this.source = source;
  }

  /// What a document is.
  public enum Kind {
    /// `terraform show -json` of a plan.
    PLAN,
    /// `terraform show -json` of a state.
    SHOWN_STATE,
    /// `terraform.tfstate`.
    STATE_FILE
  }

  /// Whether the beginning of a file looks like one of the kinds; a few kilobytes suffice.
  public static boolean mayBe(byte[] beginning) {
    String text = new String(beginning, StandardCharsets.ISO_8859_1);
    return text.stripLeading().startsWith("{") && text.contains("\"terraform_version\"");
  }

  /// Reads a document. What is no plan and no state gives a problem and no root module.
  ///
  /// @param path of the file, for places
  /// @param root the folder of the root module that it tells of, as [RootModule#path] has it
  public TerraformResult read(
      String path, String root, byte[] document, ResourceKnowledge knowledge) {
    Diagnostics diagnostics = new Diagnostics(source);
    List<RootModule> roots =
        parse(path, document, diagnostics)
            .flatMap(node -> module(path, root, node, knowledge, diagnostics))
            .map(List::of)
            .orElse(List.of());
    return new TerraformResult(roots, diagnostics.problems());
  }

  private static Optional<JsonNode> parse(String path, byte[] document, Diagnostics diagnostics) {
    if (document.length > LIMIT) {
      diagnostics.error(
          Position.atPointer(path, ""),
          "the document is larger than " + LIMIT + " bytes and was not read",
          "split the root module, or ignore the file");
      return Optional.empty();
    }
    try {
      return Optional.of(JsonMapper.shared().readTree(document));
    } catch (JacksonException invalid) {
      Position position =
          invalid.getLocation() == null
              ? Position.atPointer(path, "")
              : Position.at(
                  path, invalid.getLocation().getLineNr(), invalid.getLocation().getColumnNr());
      diagnostics.error(
          position, "the file is not JSON", "write it again with `terraform show -json`");
      return Optional.empty();
    }
  }

  /// What a parsed document is; empty for anything else.
  static Optional<Kind> kind(JsonNode document) {
    String version = document.path("format_version").asString("");
    boolean shown = !version.isEmpty() && SHOWN_VERSIONS.contains(version.split("\\.", -1)[0]);
    if (shown && document.has("planned_values")) {
      return Optional.of(Kind.PLAN);
    }
    if (shown && (document.has("values") || document.has("terraform_version"))) {
      return Optional.of(Kind.SHOWN_STATE);
    }
    boolean file = document.path("version").asInt(0) == 4 && document.has("terraform_version");
    return file ? Optional.of(Kind.STATE_FILE) : Optional.empty();
  }

  private Optional<RootModule> module(
      String path,
      String root,
      JsonNode document,
      ResourceKnowledge knowledge,
      Diagnostics diagnostics) {
    Optional<Kind> kind = kind(document);
    if (kind.isEmpty()) {
      diagnostics.error(
          Position.atPointer(path, ""),
          "the file is no Terraform plan or state of a known version",
          "write it with `terraform show -json`, or use a state of version 4");
      return Optional.empty();
    }
    JsonValues values = new JsonValues(path);
    ResourceKnowledge all = knowledge.or(new CoreKnowledge());
    return Optional.of(
        switch (kind.get()) {
          case PLAN -> new ShownReader(root, values, all).plan(document);
          case SHOWN_STATE -> new ShownReader(root, values, all).state(document);
          case STATE_FILE -> new StateFileReader(root, values, all).state(document);
        });
  }
}
