package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import dev.ardennes.live.wire.Calls;
import dev.ardennes.live.wire.Operation;
import dev.ardennes.live.wire.Pause;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// Reads accounts of AWS into a folder, changing nothing there. What cannot be read is in the
/// folder's manifest and keeps nothing else from being read.
///
/// ```java
/// Summary summary = AwsCollection.run(request, Pause.real(), clock, System.err::println);
/// ```
public final class AwsCollection {
  /// Is told what happens.
  @FunctionalInterface
  public interface Listener {
    void says(String line);
  }

  private final CollectRequest request;
  private final Calls calls;
  private final Folder folder;
  private final Manifest manifest;
  private final Listener listener;

  private AwsCollection(
      CollectRequest request, Calls calls, Folder folder, Manifest manifest, Listener listener) {
    this.request = request;
    this.calls = calls;
    this.folder = folder;
    this.manifest = manifest;
    this.listener = listener;
  }

  /// @throws CollectException where it cannot begin: no credentials, no folder
  public static Summary run(
      CollectRequest request, Pause pause, InstantSource clock, Listener listener) {
    for (String region : request.regions()) {
      if (!Places.isRegion(region)) {
        throw CollectException.usage("--region `" + region + "` is no region; write `eu-west-1`");
      }
    }
    try (Calls calls = new Calls(request.endpoint(), pause)) {
      Logins logins = new Logins(calls, request);
      List<Target> own = logins.own();
      Folder folder = Folder.open(request.folder(), request.resume());
      Manifest manifest = Manifest.begin(folder, request.resume(), clock.instant());
      new AwsCollection(request, calls, folder, manifest, listener).collect(logins, own);
      boolean interrupted = Thread.currentThread().isInterrupted();
      if (!interrupted) {
        manifest.finish(clock.instant());
      }
      return new Summary(manifest.outcomes(), calls.sent(), interrupted);
    } catch (IOException e) {
      throw CollectException.usage(
          "the folder `" + request.folder() + "` cannot be written to; name another one");
    }
  }

  private void collect(Logins logins, List<Target> own) throws IOException {
    List<Organization.Member> members = organization(own);
    List<Target> targets = logins.targets(own, members);
    if (targets.isEmpty()) {
      throw CollectException.usage(
          "no account to collect: the credentials are of "
              + String.join(", ", own.stream().map(Target::id).toList())
              + "; name a role for others with --assume-role");
    }
    try (ExecutorService threads =
        Executors.newFixedThreadPool(request.jobs(), Thread.ofVirtual().factory())) {
      List<Job> jobs = new ArrayList<>();
      all(threads, targets.stream().map(target -> accountJobs(logins, target)).toList())
          .forEach(jobs::addAll);
      AtomicInteger done = new AtomicInteger();
      all(threads, jobs.stream().map(job -> counted(job, done, jobs.size())).toList());
    }
  }

  /// The organization of whoever may read it; every member may at least ask for its name.
  private List<Organization.Member> organization(List<Target> own) throws IOException {
    for (Target target : own) {
      Place place = place(target);
      Findings findings = new Findings(place);
      Organization organization = new Organization(place, findings);
      try {
        organization.read();
        organization.write(folder);
      } catch (CallFailure failure) {
        if (!failure.is("AWSOrganizationsNotInUseException")) {
          findings.gap(failure);
        }
      }
      manifest.add(outcome(place, "", Organization.WHAT, organization.count(), findings.gaps()));
      if (!organization.members().isEmpty()) {
        listener.says(
            "organization "
                + organization.id()
                + ": "
                + organization.members().size()
                + " accounts");
        return request.organization() ? organization.members() : List.of();
      }
    }
    if (request.organization()) {
      throw CollectException.nothing(
          "the organization's accounts cannot be listed with these credentials; use those of its"
              + " management account or of a delegated administrator, with"
              + " organizations:ListAccountsForParent, or name accounts with --account");
    }
    return List.of();
  }

  private Place place(Target target) {
    return new Place(calls, target.login(), target.partition(), target.id(), target.region());
  }

  /// @param region empty for what is not regional
  private record Job(Place place, String region, Unit unit) {}

  /// The parts of an account that are read region by region, after what is read at once.
  private Callable<List<Job>> accountJobs(Logins logins, Target target) {
    return () -> {
      Place place = place(target);
      String caller;
      try {
        Logins.Identity identity = logins.identity(target.login(), target.region());
        if (!identity.account().equals(target.id())) {
          throw CallFailure.malformed(
              Operation.GET_CALLER_IDENTITY, "the credentials are of another account");
        }
        caller = identity.caller();
      } catch (CallFailure failure) {
        manifest.add(
            new Outcome(
                target.id(),
                "",
                "account",
                failure.denied() ? Outcome.State.DENIED : Outcome.State.FAILED,
                0,
                List.of(Gap.of(failure))));
        listener.says("account " + target.id() + ": " + failure.says());
        return List.of();
      }
      manifest.add(new Outcome(target.id(), "", "account", Outcome.State.COLLECTED, 0, List.of()));
      listener.says("account " + target.id() + " as " + caller);
      identities(place);
      credentials(place);
      Set<String> regions = regions(place);
      manifest.account(target.id(), target.name(), caller, List.copyOf(regions));
      return jobs(place, regions);
    };
  }

  private void identities(Place place) throws IOException {
    if (manifest.has(place.account(), "", IdentityUnit.WHAT)) {
      return;
    }
    Findings findings = new Findings(place);
    IdentityUnit unit = new IdentityUnit(place, findings);
    int count = 0;
    try {
      unit.collect(folder);
      count = unit.count();
    } catch (CallFailure failure) {
      findings.gap(failure);
    }
    manifest.add(outcome(place, "", IdentityUnit.WHAT, count, findings.gaps()));
  }

  private void credentials(Place place) throws IOException {
    if (manifest.has(place.account(), "", CredentialReport.WHAT)) {
      return;
    }
    Findings findings = new Findings(place);
    int count = 0;
    try {
      count = CredentialReport.collect(place, folder);
    } catch (CallFailure failure) {
      findings.gap(failure);
    }
    manifest.add(outcome(place, "", CredentialReport.WHAT, count, findings.gaps()));
  }

  private Set<String> regions(Place place) throws IOException {
    if (!request.regions().isEmpty()) {
      return new TreeSet<>(request.regions());
    }
    Set<String> regions = new TreeSet<>();
    Findings findings = new Findings(place);
    try {
      JsonNode answer = place.call(Operation.DESCRIBE_REGIONS, Map.of());
      for (JsonNode region : answer.path("regionInfo")) {
        String name = region.path("regionName").asString("");
        if (!Places.isRegion(name)) {
          throw CallFailure.malformed(
              Operation.DESCRIBE_REGIONS, "a region has a name that none can have");
        }
        regions.add(name);
      }
      if (regions.isEmpty()) {
        throw CallFailure.malformed(Operation.DESCRIBE_REGIONS, "the answer names no region");
      }
    } catch (CallFailure failure) {
      findings.gap(failure);
      regions.add(place.region());
    }
    manifest.add(outcome(place, "", "regions", regions.size(), findings.gaps()));
    return regions;
  }

  private List<Job> jobs(Place place, Set<String> regions) {
    Map<String, List<CloudType>> children = new HashMap<>();
    List<CloudType> types = CloudType.all();
    for (CloudType type : types) {
      CloudType.Parent parent = type.parent();
      if (parent != null) {
        children.computeIfAbsent(parent.type(), key -> new ArrayList<>()).add(type);
      }
    }
    List<Job> jobs = new ArrayList<>();
    jobs.add(new Job(place, "", new BucketUnit(regions)));
    for (CloudType type : types) {
      if (type.parent() != null) {
        continue;
      }
      Unit unit = new ResourceUnit(type, children.getOrDefault(type.type(), List.of()));
      if (type.global()) {
        jobs.add(new Job(place.in(global(place.partition())), "", unit));
      } else {
        regions.forEach(region -> jobs.add(new Job(place.in(region), region, unit)));
      }
    }
    List<Unit> described = new ArrayList<>(List.of(DescribedUnit.values()));
    described.addAll(List.of(DatabaseSnapshotUnit.values()));
    described.add(new ShareUnit());
    for (Unit unit : described) {
      regions.forEach(region -> jobs.add(new Job(place.in(region), region, unit)));
    }
    jobs.removeIf(job -> manifest.has(place.account(), job.region(), job.unit().what()));
    return jobs;
  }

  /// The region that answers for what a partition has once.
  private static String global(String partition) {
    return switch (partition) {
      case "aws-cn" -> "cn-north-1";
      case "aws-us-gov" -> "us-gov-west-1";
      default -> "us-east-1";
    };
  }

  private Callable<Boolean> counted(Job job, AtomicInteger done, int of) {
    return () -> {
      run(job);
      int count = done.incrementAndGet();
      listener.says(
          "%d of %d  %s %s %s"
              .formatted(count, of, job.place().account(), job.region(), job.unit().what()));
      return true;
    };
  }

  private void run(Job job) throws IOException {
    Findings findings = new Findings(job.place());
    boolean offered = true;
    try {
      job.unit().collect(job.place(), findings);
    } catch (CallFailure failure) {
      offered = !failure.is("TypeNotFoundException");
      if (offered) {
        findings.gap(failure);
      }
    } catch (RuntimeException e) {
      // An answer that nobody thought of costs its own part and not the collection.
      String kind = e.getClass().getSimpleName();
      findings.gap(
          CallFailure.malformed(
              Operation.LIST_RESOURCES, "an answer that is not understood: " + kind));
    }
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    findings.write(folder);
    manifest.add(
        offered
            ? outcome(
                job.place(), job.region(), job.unit().what(), findings.count(), findings.gaps())
            : new Outcome(
                job.place().account(),
                job.region(),
                job.unit().what(),
                Outcome.State.NOT_OFFERED,
                0,
                List.of()));
  }

  private static Outcome outcome(
      Place place, String region, String what, int items, List<Gap> gaps) {
    Outcome.State state = Outcome.State.COLLECTED;
    if (!gaps.isEmpty()) {
      boolean denied = gaps.stream().allMatch(Gap::denied);
      Outcome.State nothing = denied ? Outcome.State.DENIED : Outcome.State.FAILED;
      state = items > 0 ? Outcome.State.PARTIAL : nothing;
    }
    return new Outcome(place.account(), region, what, state, items, gaps);
  }

  private static <T> List<T> all(ExecutorService threads, List<Callable<T>> work)
      throws IOException {
    List<T> results = new ArrayList<>();
    try {
      for (Future<T> future : threads.invokeAll(work)) {
        results.add(future.get());
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw new IllegalStateException("a part of the collection failed", e.getCause());
    }
    return results;
  }
}
