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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An organization of AWS as its own calls answer, in one document: the answers of
/// `describe-organization` (`Organization`), `list-roots` (`Roots`),
/// `list-organizational-units-for-parent` (`OrganizationalUnits`) and `list-accounts-for-parent`
/// (`Accounts`), the latter two with a `ParentId`, of `describe-policy` (`Policies`), which policy
/// is attached to what (`PolicyAttachments`: `PolicyId`, `TargetId`), and, as far as they are
/// there, of `list-aws-service-access-for-organization` (`EnabledServicePrincipals`),
/// `list-delegated-administrators` (`DelegatedAdministrators`, each with the `DelegatedServices` of
/// `list-delegated-services-for-account`) and `describe-resource-policy` (`ResourcePolicy`).
public final class OrganizationExport implements Collector {
  private static final JsonPass PASS =
      new JsonPass(
          100_000,
          "the organization breaks off or cannot be read, so that its policies are missing",
          "collect the organization again");
  private static final Set<String> LISTS =
      Set.of(
          "Roots",
          "OrganizationalUnits",
          "Accounts",
          "Policies",
          "PolicyAttachments",
          "EnabledServicePrincipals",
          "DelegatedAdministrators");

  @Override
  public String kind() {
    return "aws.organization";
  }

  @Override
  public List<SourceFile> recognise(SourceTree tree, Recognition recognition) {
    return tree.files().stream()
        .filter(
            file -> {
              Set<String> keys = recognition.json(file).keys();
              return keys.contains("Organization") && keys.contains("Roots");
            })
        .toList();
  }

  @Override
  public Collected collect(SourceTree tree, List<SourceFile> files, String location) {
    CollectedBuilder out = new CollectedBuilder(tree.source());
    for (SourceFile file : files) {
      PASS.over(file, out.source(), stream -> read(stream, out, file.path()))
          .ifPresent(out::problem);
    }
    return out.build(kind(), location, files.size(), List.of());
  }

  private static void read(JsonStream stream, CollectedBuilder out, String file) {
    Parts parts = new Parts(out);
    if (!stream.document()) {
      return;
    }
    stream.members(
        "",
        (key, at) -> {
          if (key.equals("Organization")) {
            parts.organization = stream.value(at);
          } else if (key.equals("ResourcePolicy")) {
            parts.members.policy(stream.value(at));
          } else if (LISTS.contains(key)) {
            parts.begins(key, Evidence.at(out.source(), file, 0, 0));
            stream.elements(at, element -> parts.add(key, stream.value(element)));
          }
        });
    parts.state();
  }

  /// What the document says, until all of it is known.
  private static final class Parts {
    private static final int MOST_LEVELS = 16;
    private static final Map<String, String> LAYERS =
        Map.of("SERVICE_CONTROL_POLICY", "scp", "RESOURCE_CONTROL_POLICY", "rcp");

    private final CollectedBuilder out;
    private final Outsiders outsiders;
    private final PolicyFacts policies;
    private final OrganizationMembers members;
    private @Nullable Json organization;

    /// By the organization's ids; the kinds of places are told by the ids' forms.
    private final Map<String, Json> places = new LinkedHashMap<>();

    private final Map<String, String> entities = new LinkedHashMap<>();
    private final Map<String, Json> documents = new TreeMap<>();
    private final Map<String, List<Json>> attached = new LinkedHashMap<>();

    Parts(CollectedBuilder out) {
      this.out = out;
      this.outsiders = new Outsiders(out);
      this.policies = new PolicyFacts(out);
      this.members = new OrganizationMembers(out, outsiders, policies);
    }

    void begins(String list, Evidence file) {
      if (list.equals("EnabledServicePrincipals")) {
        members.servicesShown(file);
      }
    }

    void add(String list, Json element) {
      switch (list) {
        case "Policies" -> {
          Json summary = element.at("PolicySummary");
          String id = summary == null ? null : summary.textAt("Id");
          if (id != null) {
            documents.put(id, element);
          }
        }
        case "PolicyAttachments" -> {
          String target = element.textAt("TargetId");
          if (target != null) {
            attached.computeIfAbsent(target, key -> new ArrayList<>()).add(element);
          }
        }
        case "EnabledServicePrincipals" -> members.service(element);
        case "DelegatedAdministrators" -> members.delegated(element);
        default -> {
          String id = element.textAt("Id");
          if (id != null) {
            places.put(id, element);
          }
        }
      }
    }

    void state() {
      places.forEach(this::place);
      places.forEach(this::parent);
      documents.forEach(this::document);
      attached.forEach(
          (target, attachments) ->
              attachments.forEach(
                  one -> attachment(one, entities.get(target), "control_policy", null)));
      for (Map.Entry<String, Json> place : places.entrySet()) {
        if (Arn.isAccountId(place.getKey())) {
          account(place.getKey(), place.getValue());
          members.member(place.getKey(), place.getValue(), manager());
        }
      }
      members.finish(manager());
      policies.finish();
    }

    private Evidence at(Json json) {
      Json.Place place = json.place();
      return new Evidence(
          out.source(), place.file(), place.line(), place.column(), place.pointer());
    }

    private void place(String id, Json place) {
      String name = place.textAt("Name");
      String arn = place.textAt("Arn");
      if (Arn.isAccountId(id)) {
        String account = outsiders.account(id, at(place), false);
        if (name != null) {
          out.entity(account, "aws.account", id, List.of(name));
        }
        entities.put(id, account);
      } else if (arn != null) {
        String kind = id.startsWith("r-") ? "aws.organizations.root" : "aws.organizations.unit";
        out.entity(arn, kind, name == null ? id : name, List.of(id));
        out.fact(at(place), "kind", arn, kind);
        members.part(arn, manager(), at(place));
        entities.put(id, arn);
      }
    }

    private void parent(String id, Json place) {
      String above = place.textAt("ParentId");
      String entity = entities.get(id);
      String parent = above == null ? null : entities.get(above);
      if (entity != null && parent != null) {
        out.fact(at(place), "organisation_member", entity, parent);
      }
    }

    private void document(String id, Json policy) {
      Json summary = policy.at("PolicySummary");
      Json content = policy.at("Content");
      String arn = arnOf(id);
      if (summary == null || content == null) {
        return;
      }
      String name = summary.textAt("Name");
      out.entity(arn, "aws.organizations.policy", name == null ? id : name, List.of(id));
      out.fact(at(policy), "kind", arn, "aws.organizations.policy");
      members.part(arn, manager(), at(policy));
      policies.statements(arn, content, place -> within(place, policy));
    }

    /// A document stands as text in the file: its statements are told by their pointers.
    private Evidence within(Json.Place place, Json policy) {
      return place.line() > 0 ? at(new Json.Null(place)) : at(policy);
    }

    /// A policy that is attached and not shown says something that is not known.
    private String arnOf(String id) {
      Json policy = documents.get(id);
      Json summary = policy == null ? null : policy.at("PolicySummary");
      String arn = summary == null ? null : summary.textAt("Arn");
      return arn == null ? "aws/organisation/policy/" + id : arn;
    }

    private void attachment(
        Json attachment, @Nullable String target, String relation, @Nullable String level) {
      String policy = attachment.textAt("PolicyId");
      String type = attachment.textAt("Type");
      String layer = LAYERS.getOrDefault(type == null ? "" : type, "");
      if (policy == null || target == null || layer.isEmpty()) {
        return;
      }
      String document = arnOf(policy);
      if (!documents.containsKey(policy)) {
        policies.refersTo(document, document, at(attachment));
      }
      if (level == null) {
        out.fact(at(attachment), relation, target, document, layer);
      } else {
        out.fact(at(attachment), relation, target, document, layer, level);
      }
    }

    private void account(String id, Json account) {
      String entity = outsiders.account(id, at(account), false);
      Json described = organization;
      String organizationId = described == null ? null : described.textAt("Id");
      if (described != null && organizationId != null) {
        out.fact(at(account), "in_organisation", entity, organizationId);
        if (id.equals(managementAccount(described))) {
          out.fact(at(described), "manages_organisation", entity);
        }
      }
      List<String> levels = levels(id);
      for (int level = 0; level < levels.size(); level++) {
        for (Json attachment : attached.getOrDefault(levels.get(level), List.of())) {
          attachment(attachment, entity, "limited_by", String.valueOf(level));
        }
      }
    }

    private @Nullable String manager() {
      Json described = organization;
      return described == null ? null : managementAccount(described);
    }

    private static @Nullable String managementAccount(Json described) {
      String id = described.textAt("MasterAccountId");
      return id == null ? described.textAt("ManagementAccountId") : id;
    }

    /// From the root to the account; empty where the document does not show all of them.
    private List<String> levels(String account) {
      Set<String> up = new LinkedHashSet<>();
      String at = account;
      while (at != null && up.size() < MOST_LEVELS && up.add(at)) {
        if (at.startsWith("r-")) {
          return new ArrayList<>(up).reversed();
        }
        Json place = places.get(at);
        at = place == null ? null : place.textAt("ParentId");
      }
      return List.of();
    }
  }
}
