package dev.ardennes.estate;

import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.CrownJewel.Impact;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unseen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Takes entities for crown jewels by kind, tag and name, with a reason each, where nobody has said
/// which they are: full control of an account, then secrets, then data stores.
public final class JewelInference {
  private static final String READ = "data read";
  private final FactBase facts;
  private final JewelProfile profile;
  private final Set<String> accountsWithIdentities = new TreeSet<>();

  private JewelInference(FactBase facts) {
    this.facts = facts;
    this.profile = JewelProfile.standard();
    for (Fact fact : facts.relation("in_account")) {
      Entity entity = facts.entity(fact.args().getFirst());
      if (entity != null && entity.kind().startsWith("aws.iam.")) {
        accountsWithIdentities.add(fact.args().get(1));
      }
    }
  }

  /// The crown jewels, worst impact first, then by id. O(entities + tags).
  public static List<CrownJewel> infer(FactBase facts) {
    JewelInference inference = new JewelInference(facts);
    List<CrownJewel> jewels = new ArrayList<>();
    for (Entity entity : facts.entities()) {
      CrownJewel jewel = inference.jewel(entity);
      if (jewel != null) {
        jewels.add(jewel);
      }
    }
    jewels.sort(Comparator.comparing(CrownJewel::impact).thenComparing(CrownJewel::entity));
    return withoutTheRest(jewels);
  }

  /// Stores of which nothing says that they matter count only where nothing else does.
  private static List<CrownJewel> withoutTheRest(List<CrownJewel> jewels) {
    List<CrownJewel> marked = jewels.stream().filter(j -> j.impact() != Impact.LOW).toList();
    boolean dataIsMarked = marked.stream().anyMatch(j -> j.impactKind().equals(READ));
    return dataIsMarked ? marked : jewels;
  }

  private @Nullable CrownJewel jewel(Entity entity) {
    if (profile.accounts().contains(entity.kind())) {
      return accountsWithIdentities.contains(entity.id()) && declared(entity)
          ? jewel(entity, Impact.CRITICAL, "control of an account", "full control of the account")
          : null;
    }
    if (profile.clusters().contains(entity.kind())) {
      return declared(entity)
          ? jewel(entity, Impact.CRITICAL, "control of a cluster", "full control of the cluster")
          : null;
    }
    boolean secret = profile.secrets().contains(entity.kind());
    boolean store = profile.stores().contains(entity.kind());
    if (!(secret || store) || !declared(entity)) {
      return null;
    }
    CrownJewel tagged = byTag(entity);
    return tagged != null ? tagged : byNameAndKind(entity, secret);
  }

  private boolean declared(Entity entity) {
    return !Unseen.is(entity.id())
        && facts.relation("kind", entity.id()).stream().anyMatch(f -> !f.evidence().isEmpty());
  }

  private @Nullable CrownJewel byTag(Entity entity) {
    for (Fact tag : facts.relation("tag", entity.id())) {
      String key = tag.args().get(1).toLowerCase(Locale.ROOT);
      String value = tag.args().get(2).toLowerCase(Locale.ROOT);
      if (!profile.classificationKeys().contains(key)) {
        continue;
      }
      Impact impact = impactOf(value);
      if (impact != null) {
        String why = "its tag `" + tag.args().get(1) + "` is `" + tag.args().get(2) + "`";
        return new CrownJewel(entity.id(), impact, READ, why, tag.evidence());
      }
    }
    return null;
  }

  private @Nullable Impact impactOf(String value) {
    if (profile.critical().contains(value)) {
      return Impact.CRITICAL;
    }
    return profile.high().contains(value) ? Impact.HIGH : null;
  }

  private CrownJewel byNameAndKind(Entity entity, boolean secret) {
    String word = word(entity.name());
    if (secret) {
      String why =
          word == null ? "it is a secret" : "it is a secret whose name says `" + word + "`";
      return jewel(entity, Impact.HIGH, READ, why);
    }
    return word == null
        ? jewel(entity, Impact.LOW, READ, "it is a data store")
        : jewel(entity, Impact.MEDIUM, READ, "it is a data store whose name says `" + word + "`");
  }

  private @Nullable String word(String name) {
    for (String part : name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
      if (profile.words().contains(part)) {
        return part;
      }
    }
    return null;
  }

  private CrownJewel jewel(Entity entity, Impact impact, String impactKind, String why) {
    return new CrownJewel(entity.id(), impact, impactKind, why, places(entity));
  }

  private List<Evidence> places(Entity entity) {
    List<Fact> kinds = facts.relation("kind", entity.id());
    return kinds.isEmpty() ? List.of() : kinds.getFirst().evidence();
  }
}
