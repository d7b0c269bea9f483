package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The way from another language than Terraform's to the facts that Terraform gives: whoever reads
/// that language says in Terraform's types and attributes what it declares.
public final class DeclaredResources {
  private final ResourceFacts facts;
  private final List<AwsResource> declared = new ArrayList<>();
  private final Set<AwsResource> seen = new HashSet<>();

  public DeclaredResources(String source) {
    this.facts = new ResourceFacts(source);
    facts.urlsNotOpened();
  }

  /// An account and region in which resources are declared.
  ///
  /// @param root what its symbols and the ids of things in it begin with; `.` where it is alone in
  ///   the source
  /// @param id twelve digits; empty where it is not known
  /// @param region empty where it is not known
  public record Account(String root, String id, String region) {
    private AwsAccount account() {
      return AwsAccount.of(root, AwsAccount.DEFAULT_ALIAS, AwsAccount.DEFAULT_ALIAS, id, region);
    }

    /// Twelve digits, or an unknown part.
    public String accountId() {
      return account().account();
    }

    /// The region, or an unknown part.
    public String regionName() {
      return account().region();
    }

    public String partition() {
      return account().partition();
    }
  }

  /// A resource.
  ///
  /// @param type Terraform's name of its type
  /// @param root what it is declared in; root and address tell it from all others
  /// @param attributes in Terraform's words, without what is computed
  /// @param position where it begins
  public record Resource(
      String type, String root, String address, MapValue attributes, Position position) {
    private Naming naming(Account account, ResourceFacts facts) {
      return new Naming(
          shape(type),
          root,
          address,
          new Attributes(attributes, facts.symbols()::settled),
          account.account());
    }
  }

  private static ResourceType shape(String type) {
    ResourceType listed = ResourceTypes.standard().find(type);
    return listed != null ? listed : ResourceType.unlisted(type);
  }

  /// Whether facts are made of the type for its own sake.
  public static boolean lists(String type) {
    return ResourceTypes.standard().find(type) != null;
  }

  /// The attribute that names a resource of the type; empty where nothing does.
  public static String nameAttribute(String type) {
    List<String> names = shape(type).name();
    return names.isEmpty() ? "" : names.getFirst();
  }

  /// What an attribute of a resource will be that AWS computes, unknown parts rendered; null where
  /// that cannot be known.
  public static @Nullable String computed(Account account, Resource resource, String attribute) {
    Naming naming =
        new Naming(
            shape(resource.type),
            resource.root,
            resource.address,
            new Attributes(resource.attributes, text -> text),
            account.account());
    return naming.computed(attribute);
  }

  /// The path and name of a policy of AWS that is given by its name: `service-role/X` for `X`.
  public static String managedPolicyPath(String name) {
    for (String path : List.of("", "service-role/", "job-function/", "aws-service-role/")) {
      if (ManagedPolicies.bundled().find("arn:aws:iam::aws:policy/" + path + name).isPresent()) {
        return path + name;
      }
    }
    return name;
  }

  public String source() {
    return facts.source();
  }

  public void problems(Collection<Problem> problems) {
    facts.problems(problems);
  }

  /// Something that is made in the account.
  ///
  /// @param complete whether everything is shown that is made there together with it; one that is
  ///   not says so for the account
  public void add(Account account, Resource resource, boolean complete) {
    AwsResource made =
        new AwsResource(facts.source(), resource.naming(account, facts), true, resource.position);
    if (seen.add(made)) {
      facts.made(made, Map.of(), complete);
      declared.add(made);
    }
  }

  /// The source is silent about the access keys of users, so that nothing follows from their
  /// absence.
  public void keysNotShown() {
    facts.keysNotShown();
  }

  /// Two accounts are the same one, as the place shows.
  public void same(Account one, Account other, Position at) {
    facts.same(one.account(), other.account(), at.evidence(facts.source()));
  }

  /// All facts.
  public Collected build(String kind, String location, int files) {
    declared.forEach(facts::add);
    return facts.build(kind, location, files);
  }
}
