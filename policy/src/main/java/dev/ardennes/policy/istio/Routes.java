package dev.ardennes.policy.istio;

import dev.ardennes.policy.Control;
import dev.ardennes.policy.istio.WorkloadClass.Waypoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the routes of one request, up to the first thing that refuses it whatever it carries.
final class Routes {
  private static final String CALLERS = "the caller's address";

  private final IstioModel model;
  private final Known known;
  private final IstioRequest request;
  private final IstioRequest shape;
  private final WorkloadClass target;
  private final List<Route> routes = new ArrayList<>();
  private final TreeSet<Control> refused = new TreeSet<>();

  /// Who a proxy takes the sender for, and what must hold for that.
  private record Sender(@Nullable Identity identity, Term when) {}

  /// What the request has become before it reaches the target.
  private record Leg(
      Sender sender, String address, String addressOf, List<Stop> stops, Term when, Token token) {}

  Routes(IstioModel model, Known known, IstioRequest request, WorkloadClass target) {
    this.model = model;
    this.known = known;
    this.request = request;
    this.target = target;
    this.shape = shape(request);
  }

  List<Route> routes() {
    return routes;
  }

  /// What refuses the request on routes that are left out for it, sorted.
  List<Control> refused() {
    return List.copyOf(refused);
  }

  Routes find() {
    boolean excluded = target.excludedPorts().contains(request.port());
    for (Leg leg : legs()) {
      switch (target.mode()) {
        case NONE -> routes.add(new Route(leg.when(), leg.stops(), uncovered(leg, false)));
        case SIDECAR -> {
          if (excluded) {
            routes.add(new Route(leg.when(), leg.stops(), uncovered(leg, false)));
          } else {
            throughSidecar(leg);
          }
        }
        case AMBIENT -> throughAmbient(leg);
        case UNKNOWN -> {
          throughSidecar(with(leg, inMesh(target.id())));
          Term out = Term.of(inMesh(target.id()).negate());
          leg.when()
              .and(out)
              .ifPresent(when -> routes.add(new Route(when, leg.stops(), uncovered(leg, false))));
        }
      }
    }
    return this;
  }

  private static Leg with(Leg leg, Literal literal) {
    Term when = leg.when().and(Term.of(literal)).orElse(leg.when());
    return new Leg(leg.sender(), leg.address(), leg.addressOf(), leg.stops(), when, leg.token());
  }

  private static Literal inMesh(String id) {
    String pods = "`" + id + "`";
    return Literal.notCollected(pods + " is in the mesh", pods + " is not in the mesh", "");
  }

  private IstioRequest shape(IstioRequest full) {
    Optional<String> path = full.path().map(model.mesh().pathNormalization()::apply);
    boolean http = full.protocol() == Protocol.HTTP;
    return new IstioRequest(
        Caller.plaintext(),
        "",
        0,
        full.protocol(),
        http ? full.method() : Optional.empty(),
        http ? path : Optional.empty(),
        http ? full.host() : Optional.empty(),
        http ? full.headers() : Collections.emptySortedMap(),
        full.otherHeadersOpen(),
        Token.none());
  }

  private List<Leg> legs() {
    return switch (request.caller()) {
      case Caller.Workload workload ->
          senders(workload.id()).stream().map(sender -> leg(sender, workload.address())).toList();
      case Caller.Identity identity ->
          List.of(
              leg(new Sender(Identity.parse(identity.principal()), Term.TRUE), identity.address()));
      case Caller.Plaintext plaintext ->
          List.of(leg(new Sender(null, Term.TRUE), plaintext.address()));
      case Caller.Outsider outsider -> throughGateway(outsider);
    };
  }

  private Leg leg(Sender sender, String address) {
    return new Leg(sender, address, CALLERS, List.of(), sender.when(), request.token());
  }

  private List<Sender> senders(String id) {
    WorkloadClass caller = model.workload(id).orElse(null);
    if (caller == null) {
      return List.of(new Sender(null, Term.of(inMesh(id).negate())));
    }
    Identity identity = Identity.of(model.mesh(), caller.namespace(), caller.serviceAccount());
    return switch (caller.mode()) {
      case NONE -> List.of(new Sender(null, Term.TRUE));
      case SIDECAR, AMBIENT -> List.of(new Sender(identity, Term.TRUE));
      case UNKNOWN ->
          List.of(
              new Sender(identity, Term.of(inMesh(id))),
              new Sender(null, Term.of(inMesh(id).negate())));
    };
  }

  private List<Leg> throughGateway(Caller.Outsider outsider) {
    WorkloadClass gateway = model.workload(outsider.gateway()).orElse(null);
    if (gateway == null) {
      String says = "the gateway `" + outsider.gateway() + "` passes it on";
      Term when = Term.of(Literal.notCollected(says, "it is not so that " + says, ""));
      return List.of(leg(new Sender(null, when), outsider.address()));
    }
    TokenCheck.Checked checked = check(gateway, Stop.Proxy.SIDECAR, request.token());
    if (checked.refused() != null) {
      refused.add(checked.refused());
      return List.of();
    }
    Stop stop =
        Stop.of(
            Stop.Proxy.SIDECAR,
            known.policies(gateway, Stop.Proxy.SIDECAR),
            null,
            outsider.address(),
            "the address from which the gateway is called",
            outsider.address(),
            outsider.gatewayPort(),
            asked(outsider),
            checked.token());
    List<Leg> legs = new ArrayList<>();
    for (Sender sender : senders(gateway.id())) {
      checked
          .when()
          .and(sender.when())
          .map(
              w ->
                  new Leg(sender, "", "the gateway's address", List.of(stop), w, checked.onwards()))
          .ifPresent(legs::add);
    }
    return legs;
  }

  /// What the gateway sees of the request, before it rewrites it.
  private IstioRequest asked(Caller.Outsider outsider) {
    if (outsider.asked().isEmpty() || shape.protocol() != Protocol.HTTP) {
      return shape;
    }
    Caller.Asked asked = outsider.asked().get();
    return new IstioRequest(
        shape.caller(),
        "",
        0,
        shape.protocol(),
        shape.method(),
        asked.path().map(model.mesh().pathNormalization()::apply),
        asked.host(),
        shape.headers(),
        shape.otherHeadersOpen(),
        shape.token());
  }

  private TokenCheck.Checked check(WorkloadClass workload, Stop.Proxy proxy, Token token) {
    return request.protocol() == Protocol.HTTP
        ? known.tokens(workload, proxy).check(token)
        : new TokenCheck.Checked(Token.none(), Term.TRUE, null, Token.none());
  }

  private void throughSidecar(Leg leg) {
    TokenCheck.Checked checked = check(target, Stop.Proxy.SIDECAR, leg.token());
    if (checked.refused() != null) {
      refused.add(checked.refused());
      return;
    }
    for (MutualTlsCases.Case tls : cases(leg)) {
      if (refuses(tls, leg)) {
        continue;
      }
      Identity sender = tls.mode() == MutualTls.DISABLE ? null : leg.sender().identity();
      Stop stop = stop(Stop.Proxy.SIDECAR, sender, leg, checked.token());
      leg.when()
          .and(tls.when())
          .flatMap(when -> when.and(checked.when()))
          .ifPresent(when -> add(when, leg, List.of(stop)));
    }
  }

  /// Modes that come to the same for the sender are one.
  private List<MutualTlsCases.Case> cases(Leg leg) {
    List<MutualTlsCases.Case> all = known.mutualTls(target, request.port());
    if (all.size() == 1) {
      return all;
    }
    boolean plain = leg.sender().identity() == null;
    long effects = all.stream().map(tls -> effect(tls.mode(), plain)).distinct().count();
    MutualTlsCases.Case first = all.getFirst();
    return effects > 1
        ? all
        : List.of(new MutualTlsCases.Case(first.mode(), Term.TRUE, first.factIds()));
  }

  private MutualTls effect(MutualTls mode, boolean plain) {
    boolean same = target.mode() == MeshMode.AMBIENT || plain;
    return switch (mode) {
      case STRICT -> plain ? MutualTls.STRICT : MutualTls.PERMISSIVE;
      case DISABLE -> same ? MutualTls.PERMISSIVE : MutualTls.DISABLE;
      case PERMISSIVE, UNSET -> MutualTls.PERMISSIVE;
    };
  }

  private boolean refuses(MutualTlsCases.Case tls, Leg leg) {
    if (tls.mode() != MutualTls.STRICT || leg.sender().identity() != null) {
      return false;
    }
    String says =
        "namespace `" + target.namespace() + "` asks for mutual TLS at port " + request.port();
    refused.add(new Control(Control.Kind.MUTUAL_TLS, says, tls.factIds()));
    return true;
  }

  private Stop stop(Stop.Proxy proxy, @Nullable Identity sender, Leg leg, Token token) {
    String remote = request.caller().address();
    return Stop.of(
        proxy,
        known.policies(target, proxy),
        sender,
        leg.address(),
        leg.addressOf(),
        remote,
        request.port(),
        shape,
        token);
  }

  private void throughAmbient(Leg leg) {
    Optional<Waypoint> waypoint = target.waypoints().stream().findFirst();
    boolean fromGateway = request.caller() instanceof Caller.Outsider;
    boolean mesh = leg.sender().identity() != null;
    boolean through =
        mesh && waypoint.isPresent() && (!fromGateway || waypoint.get().fromIngress());
    boolean around = !through || (!fromGateway && leadsAround(waypoint.get()));
    if (through) {
      throughWaypoint(leg, waypoint.get());
    }
    if (!around) {
      return;
    }
    for (MutualTlsCases.Case tls : cases(leg)) {
      if (!refuses(tls, leg)) {
        Stop stop = stop(Stop.Proxy.ZTUNNEL, leg.sender().identity(), leg, Token.none());
        leg.when().and(tls.when()).ifPresent(when -> add(when, leg, List.of(stop)));
      }
    }
  }

  /// The pod's own address leads around a waypoint for services, a service around one for pods.
  private boolean leadsAround(Waypoint waypoint) {
    return switch (waypoint.traffic()) {
      case SERVICE -> true;
      case WORKLOAD -> !target.services().isEmpty();
      case ALL -> false;
    };
  }

  /// The waypoint sees the caller's identity; ztunnel behind it sees the waypoint's.
  private void throughWaypoint(Leg leg, Waypoint waypoint) {
    TokenCheck.Checked checked = check(target, Stop.Proxy.WAYPOINT, leg.token());
    if (checked.refused() != null) {
      refused.add(checked.refused());
      return;
    }
    Stop first = stop(Stop.Proxy.WAYPOINT, leg.sender().identity(), leg, checked.token());
    Identity identity = Identity.of(model.mesh(), waypoint.namespace(), waypoint.serviceAccount());
    Leg onwards =
        new Leg(leg.sender(), "", "the waypoint's address", leg.stops(), leg.when(), leg.token());
    Stop second = stop(Stop.Proxy.ZTUNNEL, identity, onwards, Token.none());
    leg.when().and(checked.when()).ifPresent(when -> add(when, leg, List.of(first, second)));
  }

  private void add(Term when, Leg leg, List<Stop> own) {
    List<Stop> all = new ArrayList<>(leg.stops());
    all.addAll(own);
    routes.add(new Route(when, all, uncovered(leg, true)));
  }

  /// The namespaces on the way whose policies are not all known.
  private String uncovered(Leg leg, boolean toMesh) {
    TreeSet<String> namespaces = new TreeSet<>();
    if (toMesh) {
      namespaces.add(target.namespace());
      target.waypoints().forEach(waypoint -> namespaces.add(waypoint.namespace()));
    }
    if (!leg.stops().isEmpty() && request.caller() instanceof Caller.Outsider outsider) {
      model.workload(outsider.gateway()).ifPresent(g -> namespaces.add(g.namespace()));
    }
    if (!namespaces.isEmpty()) {
      namespaces.add(model.mesh().rootNamespace());
    }
    namespaces.removeIf(model::covers);
    String list =
        namespaces.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" or "));
    return list.isEmpty() ? "" : "namespace " + list;
  }
}
