package dev.ardennes.policy.istio;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Explanation;
import dev.ardennes.policy.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Answers what a mesh lets through, from an immutable model.
///
/// Every answer is a pure function of the model and the request. A *yes* names the policy and the
/// rule that allow, or no fact where no ALLOW policy selects the target; parts of the request that
/// were left open come back as choices with a text that passes. A *no* names what refuses.
///
/// Instances keep intermediate results and may be shared by threads. Answers are shared by all
/// targets with the same policies and all callers with the same identity, so deciding every pair of
/// a mesh costs one evaluation for each such pair and a look-up for every other one.
///
/// ```java
/// var istio = new IstioDecisions(model);
/// istio.decide(IstioRequest.http(Caller.plaintext(), "db", 8080)).verdict(); // YES
/// ```
///
/// Rules: Istio's references of AuthorizationPolicy, PeerAuthentication and RequestAuthentication,
/// and its guides on conditions, dry runs, ambient mode and path normalization.
public final class IstioDecisions {
  private static final int MOST_REMEMBERED = 200_000;

  private final IstioModel model;
  private final Known known;
  private final TextSpaces spaces;
  private final Map<Asked, Decision> byRoutes = new ConcurrentHashMap<>();
  private final Map<Posed, Decision> byQuestions = new ConcurrentHashMap<>();

  /// All that an answer depends on.
  private record Asked(List<Route> routes, List<Control> refused) {}

  /// The same with rules matched: most callers are alike to most policies.
  private record Posed(List<Question> questions, List<Control> refused) {}

  public IstioDecisions(IstioModel model) {
    this.model = model;
    this.known = new Known(model);
    this.spaces = new TextSpaces(model.mesh().pathNormalization());
  }

  /// Whether the request reaches the target's process, as far as the mesh is concerned.
  public Decision decide(IstioRequest request) {
    Optional<WorkloadClass> target = model.workload(request.target());
    if (target.isEmpty()) {
      return unknownTarget(request.target());
    }
    if (passesBy(request, target.get())) {
      String fact = target.get().mode() == MeshMode.NONE ? target.get().modeFact() : "";
      return unenforced(fact);
    }
    Routes routes = new Routes(model, known, request, target.get()).find();
    Asked asked = new Asked(List.copyOf(routes.routes()), routes.refused());
    Decision before = byRoutes.get(asked);
    return before != null ? before : remembered(byRoutes, asked, answer(asked));
  }

  private Decision answer(Asked asked) {
    List<Question> questions = asked.routes().stream().map(Answers::question).toList();
    Posed posed = new Posed(questions, asked.refused());
    Decision before = byQuestions.get(posed);
    return before != null
        ? before
        : remembered(byQuestions, posed, new Answers(spaces).decide(questions, asked.refused()));
  }

  private static <K> Decision remembered(Map<K, Decision> answers, K key, Decision decision) {
    if (answers.size() < MOST_REMEMBERED) {
      answers.put(key, decision);
    }
    return decision;
  }

  /// The decision with a line for each policy that may be about the target.
  public Explanation explain(IstioRequest request) {
    Decision decision = decide(request);
    Optional<WorkloadClass> target = model.workload(request.target());
    if (target.isEmpty()) {
      return new Explanation(decision, List.of());
    }
    boolean passesBy = passesBy(request, target.get());
    List<Route> routes =
        passesBy ? List.of() : new Routes(model, known, request, target.get()).find().routes();
    Explainer explainer =
        new Explainer(known, request, target.get(), plain(request.caller()), passesBy);
    return new Explanation(decision, explainer.lines(routes));
  }

  /// Whether the mesh does not see the request at all. An outsider's gateway sees it in any case.
  private static boolean passesBy(IstioRequest request, WorkloadClass target) {
    boolean outside = request.caller() instanceof Caller.Outsider;
    boolean excluded =
        target.mode() == MeshMode.SIDECAR && target.excludedPorts().contains(request.port());
    return request.protocol() == Protocol.UDP
        || (!outside && (target.mode() == MeshMode.NONE || excluded));
  }

  private boolean plain(Caller caller) {
    return switch (caller) {
      case Caller.Plaintext plaintext -> true;
      case Caller.Workload workload ->
          model.workload(workload.id()).map(w -> w.mode() == MeshMode.NONE).orElse(true);
      case Caller.Identity identity -> false;
      case Caller.Outsider outsider -> false;
    };
  }

  private static Decision unenforced(String modeFact) {
    List<String> facts = modeFact.isEmpty() ? List.of() : List.of(modeFact);
    Alternative alternative = new Alternative(facts, List.of(), List.of());
    return new Decision(Verdict.YES, List.of(alternative), true, List.of());
  }

  private static Decision unknownTarget(String id) {
    Assumption assumption =
        Assumption.of(
            Assumption.Kind.NOT_COLLECTED,
            "no policy forbids it at `" + id + "`, of which nothing was collected");
    Alternative.Assumed assumed = new Alternative.Assumed(assumption, List.of(), false);
    Alternative alternative = new Alternative(List.of(), List.of(assumed), List.of());
    return new Decision(Verdict.CONDITIONAL, List.of(alternative), true, List.of());
  }
}
