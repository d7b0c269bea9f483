package dev.ardennes.collect.aws;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.Collector;
import dev.ardennes.collect.Recognition;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.json.JsonPass;
import dev.ardennes.collect.json.JsonStream;
import dev.ardennes.model.Collected;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The output of `aws iam get-account-authorization-details`: of one account in one or several
/// pages (files, or documents one after the other in a file), in a list, or several accounts keyed
/// by their ids. Read as a stream: memory grows with the facts and not with the file.
public final class AccountExport implements Collector {
  private static final Set<String> LISTS =
      Set.of("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies");
  private static final JsonPass PASS =
      new JsonPass(
          "the export breaks off or is no JSON from here on: what follows is missing",
          "export the account again");

  /// What only stands below the id of an account.
  private static final Set<String> KEYED = Set.of("ResourcePolicies", "CredentialReport");

  @Override
  public String kind() {
    return "aws.account-export";
  }

  @Override
  public List<SourceFile> recognise(SourceTree tree, Recognition recognition) {
    List<SourceFile> files = new ArrayList<>();
    for (SourceFile file : tree.files()) {
      Recognition.JsonShape shape = recognition.json(file);
      boolean page =
          shape.keys().stream().anyMatch(LISTS::contains) && !shape.keys().contains("Organization");
      boolean keyed =
          shape.keys().stream().anyMatch(Arn::isAccountId)
              && shape.nestedKeys().stream()
                  .anyMatch(key -> LISTS.contains(key) || KEYED.contains(key));
      if (page || keyed) {
        files.add(file);
      }
    }
    return files;
  }

  @Override
  public Collected collect(SourceTree tree, List<SourceFile> files, String location) {
    CollectedBuilder out = new CollectedBuilder(tree.source());
    ExportFacts facts = new ExportFacts(out);
    for (SourceFile file : files) {
      PASS.over(file, out.source(), stream -> new Pages(stream, file.path(), facts).documents())
          .ifPresent(out::problem);
    }
    facts.finish();
    return out.build(kind(), location, files.size(), List.of());
  }

  /// One pass over the documents of a file.
  private record Pages(JsonStream stream, String file, ExportFacts facts) {
    void documents() {
      for (int document = 0; stream.document(); document++) {
        if (stream.atList()) {
          stream.elements("", pointer -> page(pointer, null));
        } else {
          page("", null);
        }
        facts.endOfPages(file, document);
      }
    }

    /// @param account the id the page is keyed by; null where only the ARNs inside say it
    private void page(String pointer, @Nullable String account) {
      stream.members(pointer, (key, at) -> member(key, at, account));
    }

    private void member(String key, String pointer, @Nullable String account) {
      if (stream.atObject() && account == null && Arn.isAccountId(key)) {
        page(pointer, key);
      } else if (stream.atList() && facts.readsEach(key)) {
        facts.begins(key, account);
        stream.elements(pointer, at -> element(key, at, account));
      } else if (facts.readsWhole(key)) {
        facts.whole(key, stream.placed(pointer), account);
      }
    }

    private void element(String key, String pointer, @Nullable String account) {
      if (stream.atObject()) {
        facts.element(key, stream.placed(pointer), account);
      }
    }
  }
}
