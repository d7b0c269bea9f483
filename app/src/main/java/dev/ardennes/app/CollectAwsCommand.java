package dev.ardennes.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `ardennes collect aws`: accounts of AWS, through calls that only read.
@Command(
    name = "aws",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads AWS accounts into a folder, through calls that only read.",
      "",
      "It collects identities and policies, the organization with its service and",
      "resource control policies, and what runs, stores and is reachable in every",
      "enabled region. It never asks for the value of a secret or parameter, for",
      "code or for data; what looks like a credential in an environment variable or",
      "user data is replaced before anything is written.",
      "",
      "What could not be read is listed at the end and in FOLDER/collection.json,",
      "and a scan of the folder reports it.",
      ""
    },
    footer = {
      "",
      "Credentials: the AWS default chain (environment, profile, single sign-on,",
      "container, instance), or --profile. They are kept in memory only. AWS's",
      "managed policy SecurityAudit allows most of what is asked; --print-policy",
      "prints all of it. ViewOnlyAccess is too little: it shows no policies.",
      "",
      "Examples:",
      "  ardennes collect aws --out estate/ --profile prod --region eu-west-1",
      "  ardennes collect aws --out estate/ --organization --assume-role Audit",
      "  ardennes collect aws --out estate/ --resume",
      "  ardennes scan estate/",
      "",
      "Exit codes: 0 all or most was collected, 64 wrong usage, 65 nothing could be",
      "collected."
    })
final class CollectAwsCommand implements Callable<Integer> {
  private static final int JOBS = 8;
  private static final int MOST_JOBS = 64;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = {"Where to; made if it is not there, and empty", "without --resume."})
  @Nullable Path out;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = {"A profile of the AWS configuration: its account.", "May be repeated."})
  List<String> profiles = new ArrayList<>();

  @Option(
      names = "--assume-role",
      paramLabel = "NAME|ARN",
      description = {"The role to read as: an ARN, or the name that it", "has in each account."})
  @Nullable String role;

  @Option(
      names = "--external-id",
      paramLabel = "ID",
      description = "What the role's trust policy asks for.")
  @Nullable String externalId;

  @Option(
      names = "--organization",
      description = {
        "Every active account of the organization, with",
        "--assume-role; needs credentials of its",
        "management account or a delegated administrator."
      })
  boolean organization;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = {"Only this account, twelve digits. May be repeated."})
  List<String> accounts = new ArrayList<>();

  @Option(
      names = "--region",
      paramLabel = "NAME",
      description = {"Only this region (default: all that are enabled).", "May be repeated."})
  List<String> regions = new ArrayList<>();

  @Option(
      names = "--resume",
      description = {
        "Go on with the collection in FOLDER: what is",
        "whole is not asked for again."
      })
  boolean resume;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many calls at the same time (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + JOBS)
  int jobs;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "Send every call there: an emulator, a proxy.")
  @Nullable URI endpoint;

  @Option(
      names = "--print-policy",
      arity = "0..1",
      fallbackValue = "1",
      paramLabel = "PART",
      description = {
        "Print the IAM policy that allows what is asked,",
        "and end; 2 for what the first cannot hold."
      })
  private @Nullable Integer printPolicy;

  @Option(names = "--quiet", description = "No progress and no summary on standard error.")
  private boolean quiet;

  @Override
  public Integer call() {
    if (printPolicy != null) {
      return CollectAws.printPolicy(role, printPolicy);
    }
    check();
    return new CollectAws(quiet).run(this);
  }

  private void check() {
    if (out == null) {
      throw UsageError.usage("name a folder: --out FOLDER");
    }
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw UsageError.usage("--jobs must be 1 to " + MOST_JOBS);
    }
    for (String account : accounts) {
      if (!account.matches("\\d{12}")) {
        throw UsageError.usage("--account `" + account + "` is no account id of twelve digits");
      }
    }
    if (organization && role == null) {
      throw UsageError.usage(
          "--organization needs the name of a role that each account has:"
              + " --assume-role OrganizationAccountAccessRole");
    }
    URI url = endpoint;
    if (url != null
        && (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?"))) {
      throw UsageError.usage(
          "--endpoint-url `" + url + "` is no URL; write `http://localhost:4566`");
    }
  }
}
