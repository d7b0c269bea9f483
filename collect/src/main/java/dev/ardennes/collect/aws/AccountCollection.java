package dev.ardennes.collect.aws;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.Collector;
import dev.ardennes.collect.Recognition;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonPass;
import dev.ardennes.collect.json.JsonStream;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// `collection.json`, which `ardennes collect` leaves beside what it collected: how each part of it
/// ended. It states no resources; it says what is missing among those that the other files state.
public final class AccountCollection implements Collector {
  private static final JsonPass PASS =
      new JsonPass(
          10_000,
          "what this collection lacks is not known: its manifest cannot be read",
          "collect again with `ardennes collect aws --resume`");
  private static final int SHOWN = 4;
  private static final Set<String> KEYS = Set.of("schema", "finished", "started");
  private static final Set<String> DONE = Set.of("collected", "not-offered");

  @Override
  public String kind() {
    return "aws.collection";
  }

  @Override
  public List<SourceFile> recognise(SourceTree tree, Recognition recognition) {
    return tree.files().stream()
        .filter(file -> recognition.json(file).keys().containsAll(KEYS))
        .toList();
  }

  @Override
  public Collected collect(SourceTree tree, List<SourceFile> files, String location) {
    CollectedBuilder out = new CollectedBuilder(tree.source());
    for (SourceFile file : files) {
      Evidence at = Evidence.at(out.source(), file.path(), 0, 0);
      PASS.over(file, out.source(), stream -> new Parts(out, at).read(stream))
          .ifPresent(out::problem);
    }
    return out.build(kind(), location, files.size(), List.of());
  }

  /// Something missing, and where.
  ///
  /// @param code as AWS names the reason
  private record Missing(String what, String action, String code, boolean denied) {}

  private static final class Parts {
    private final CollectedBuilder out;
    private final Outsiders outsiders;
    private final Evidence file;
    private boolean finished;
    private final Map<Missing, Map<String, Set<String>>> missing = new LinkedHashMap<>();
    private final Map<Missing, Evidence> first = new LinkedHashMap<>();

    /// The account's identities, by whether they are all there.
    private final Map<String, Boolean> identities = new TreeMap<>();

    Parts(CollectedBuilder out, Evidence file) {
      this.out = out;
      this.outsiders = new Outsiders(out);
      this.file = file;
    }

    void read(JsonStream stream) {
      if (!stream.document()) {
        return;
      }
      stream.members(
          "",
          (key, at) -> {
            if (key.equals("finished")) {
              finished = stream.value(at) instanceof Json.Bool bool && bool.value();
            } else if (key.equals("parts")) {
              stream.elements(at, element -> part(stream.value(element)));
            }
          });
      if (!finished) {
        out.problem(
            Problem.error(
                "the collection was not finished, so that what it had not come to is missing",
                "go on with it: the same `ardennes collect aws` with --resume",
                file));
      }
      missing.forEach(this::problem);
      identities.forEach(this::coverage);
    }

    private void part(Json part) {
      String account = part.textAt("account");
      String what = part.textAt("what");
      String state = part.textAt("state");
      if (account == null || !Arn.isAccountId(account) || what == null || state == null) {
        return;
      }
      identities.putIfAbsent(account, false);
      if (what.equals("iam") && !state.equals("denied") && !state.equals("failed")) {
        identities.put(account, true);
      }
      boolean nothing = part.at("items") instanceof Json.Num items && items.value().equals("0");
      if (what.equals("organization") && state.equals("collected") && nothing) {
        Evidence at = at(part);
        out.fact(at, "no_organisation", outsiders.account(account, at, false));
      }
      if (!DONE.contains(state)) {
        lacks(part, account, what);
      }
    }

    private void lacks(Json part, String account, String what) {
      String region = part.textAt("region");
      for (Json gap : part.listAt("missing")) {
        String action = gap.textAt("action");
        String code = gap.textAt("code");
        boolean denied = gap.at("denied") instanceof Json.Bool bool && bool.value();
        Missing key =
            new Missing(what, action == null ? "" : action, code == null ? "" : code, denied);
        first.putIfAbsent(key, at(gap));
        missing
            .computeIfAbsent(key, ignored -> new TreeMap<>())
            .computeIfAbsent(account, ignored -> new TreeSet<>())
            .add(region == null ? "" : region);
      }
    }

    private Evidence at(Json json) {
      Json.Place place = json.place();
      return new Evidence(
          out.source(), place.file(), place.line(), place.column(), place.pointer());
    }

    private void problem(Missing lack, Map<String, Set<String>> where) {
      String says =
          "not all of `%s` was collected in %s: `%s` %s"
              .formatted(
                  lack.what,
                  where(where),
                  lack.action,
                  lack.denied ? "was denied" : "failed with `" + lack.code + "`");
      String help = help(lack);
      boolean grave = Set.of("iam", "account", "regions").contains(lack.what);
      Evidence at = first.getOrDefault(lack, file);
      out.problem(grave ? Problem.error(says, help, at) : Problem.warning(says, help, at));
    }

    /// A member of an organization cannot be allowed to read its policies; two kinds of accounts
    /// can.
    private static String help(Missing lack) {
      if (lack.what.equals("organization")) {
        return "collect with credentials of the organization's management account or of a delegated"
            + " administrator, who may `"
            + lack.action
            + "`";
      }
      return lack.denied
          ? "allow `"
              + lack.action
              + "` to whoever collects (`ardennes collect aws --print-policy`), and collect again"
              + " with --resume"
          : "collect again with --resume";
    }

    private static String where(Map<String, Set<String>> where) {
      List<String> places =
          where.entrySet().stream()
              .flatMap(
                  account ->
                      account.getValue().stream()
                          .map(
                              region ->
                                  region.isEmpty()
                                      ? account.getKey()
                                      : account.getKey() + "/" + region))
              .toList();
      String shown = String.join(", ", places.subList(0, Math.min(SHOWN, places.size())));
      return places.size() <= SHOWN ? shown : shown + " and " + (places.size() - SHOWN) + " more";
    }

    private void coverage(String account, boolean there) {
      if (!there) {
        out.fact(file, "not_collected", outsiders.account(account, file, false), "iam");
      }
    }
  }
}
