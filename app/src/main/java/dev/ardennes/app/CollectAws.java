package dev.ardennes.app;

import dev.ardennes.live.aws.AwsCollection;
import dev.ardennes.live.aws.CollectException;
import dev.ardennes.live.aws.CollectRequest;
import dev.ardennes.live.aws.MinimalPolicy;
import dev.ardennes.live.aws.Summary;
import dev.ardennes.live.wire.Pause;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What `collect aws` does. Apart from the command, so that no other command loads what talks to
/// AWS.
final class CollectAws {
  private final boolean quiet;

  CollectAws(boolean quiet) {
    this.quiet = quiet;
  }

  /// @param part which of the policies, from 1
  static int printPolicy(@Nullable String role, int part) {
    List<String> texts = MinimalPolicy.texts(role);
    if (part < 1 || part > texts.size()) {
      throw UsageError.usage("--print-policy=" + part + ": there are 1 to " + texts.size());
    }
    System.out.print(texts.get(part - 1));
    if (part < texts.size()) {
      System.err.println(
          "This is policy %d of %d, more than one can hold; the next: --print-policy=%d"
              .formatted(part, texts.size(), part + 1));
    }
    return Main.DONE;
  }

  int run(CollectAwsCommand asked) {
    Path folder = Objects.requireNonNull(asked.out);
    CollectRequest request =
        new CollectRequest(
            folder,
            asked.profiles,
            asked.role,
            asked.externalId,
            asked.organization,
            asked.accounts,
            asked.regions,
            asked.resume,
            asked.jobs,
            asked.endpoint);
    Progress progress = Progress.of(quiet);
    try {
      Summary summary =
          AwsCollection.run(request, Pause.real(), InstantSource.system(), progress::says);
      progress.done();
      if (!quiet) {
        say(request, summary);
      }
      return summary.empty() ? Main.NO_INPUT : Main.DONE;
    } catch (CollectException e) {
      progress.done();
      String says = String.valueOf(e.getMessage());
      throw e.misused() ? UsageError.usage(says) : UsageError.noInput(says);
    }
  }

  private static void say(CollectRequest request, Summary summary) {
    summary.lines().forEach(line -> System.err.println("ardennes: " + line));
    String next = Main.started() + " scan " + request.folder();
    if (summary.interrupted()) {
      System.err.println("ardennes: stopped; go on with --resume");
    } else if (summary.complete()) {
      System.err.println("ardennes: all collected with " + summary.calls() + " calls; " + next);
    } else {
      System.err.println(
          "ardennes: some is missing after "
              + summary.calls()
              + " calls: allow what is named (--print-policy) and run again with --resume, or "
              + next);
    }
  }
}
