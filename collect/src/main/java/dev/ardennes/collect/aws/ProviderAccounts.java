package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.EvaluatedBody;
import dev.ardennes.collect.terraform.Mode;
import dev.ardennes.collect.terraform.ProviderConfiguration;
import dev.ardennes.collect.terraform.ProviderReference;
import dev.ardennes.collect.terraform.ResourceInstance;
import dev.ardennes.collect.terraform.RootModule;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import dev.ardennes.model.Unknown;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The accounts that the provider configurations of one root module act in.
///
/// While Terraform is evaluated nothing is known of an account but its alias, so that texts hold
/// symbols made from the alias. Afterwards the provider blocks say more: the account's id, the
/// region, and which configurations differ in region only. [#replacements] carries that back into
/// the texts.
final class ProviderAccounts {
  private static final Pattern REGION =
      Pattern.compile(
          "(us|eu|ap|ca|sa|me|af|il|mx|cn)[-_]?(gov[-_]?)?(north|south|east|west|central|northeast|southeast|northwest|southwest)?[-_]?[1-9]?"
              + "|(use|usw|euw|euc|apse|apne)[1-9]|virginia|ireland|frankfurt|oregon|ohio|global|cloudfront|acm");
  private static final List<String> CREDENTIALS =
      List.of("profile", "access_key", "shared_credentials_files", "shared_config_files");

  private final String root;
  private final Map<String, AwsAccount> byAlias = new TreeMap<>();
  private final Map<String, String> replacements = new LinkedHashMap<>();

  ProviderAccounts(RootModule module) {
    this.root = module.path();
    Map<String, ProviderConfiguration> configurations = new TreeMap<>();
    for (ProviderConfiguration configuration : module.providers()) {
      if (isAws(configuration.reference())) {
        configurations.put(alias(configuration.reference()), configuration);
      }
    }
    Map<String, String> firstByCredentials = new LinkedHashMap<>();
    configurations.forEach(
        (alias, configuration) -> configured(alias, configuration, firstByCredentials));
    learn(module);
  }

  /// A plan or state holds the ids of accounts in what was made in them.
  private void learn(RootModule module) {
    Map<String, Map<String, Integer>> votes = new TreeMap<>();
    for (ResourceInstance instance : module.resources()) {
      if (isAws(instance.provider())) {
        String account = accountIn(instance);
        if (!account.isEmpty()) {
          votes
              .computeIfAbsent(alias(instance.provider()), ignored -> new TreeMap<>())
              .merge(account, 1, Integer::sum);
        }
      }
    }
    votes.forEach(
        (alias, counts) -> {
          AwsAccount known = byAlias.get(alias);
          if (known == null || !known.known()) {
            String id = Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
            String region = known == null || Unknown.in(known.region()) ? "" : known.region();
            add(AwsAccount.of(root, alias, alias, id, region));
          }
        });
  }

  private static String accountIn(ResourceInstance instance) {
    String attribute = instance.type().equals("aws_caller_identity") ? "account_id" : "arn";
    String text = instance.body().value(attribute).flatMap(Values::text).orElse("");
    Arn arn = Arn.parse(text);
    String account = arn == null ? text : arn.account();
    boolean own = arn == null || instance.mode() == Mode.MANAGED;
    return own && Arn.isAccountId(account) ? account : "";
  }

  static boolean isAws(ProviderReference reference) {
    return reference.name().equals("aws") || reference.source().endsWith("hashicorp/aws");
  }

  private static String alias(ProviderReference reference) {
    String alias = reference.alias().isEmpty() ? AwsAccount.DEFAULT_ALIAS : reference.alias();
    return reference.module().isEmpty() ? alias : reference.module() + "." + alias;
  }

  /// The account as it is written while Terraform is evaluated.
  static AwsAccount symbolic(String root, ProviderReference reference) {
    String alias = alias(reference);
    return AwsAccount.of(root, alias, alias, "", "");
  }

  private void configured(
      String alias, ProviderConfiguration configuration, Map<String, String> firstByCredentials) {
    EvaluatedBody body = configuration.body();
    String credentials = credentials(body);
    String first = firstByCredentials.getOrDefault(credentials, alias);
    boolean preferred = alias.equals(AwsAccount.DEFAULT_ALIAS);
    if (preferred || !firstByCredentials.containsKey(credentials)) {
      firstByCredentials.put(credentials, alias);
      first = alias;
    }
    AwsAccount account = AwsAccount.of(root, alias, first, accountId(body), region(body));
    add(account);
    String named = accountText(body);
    if (!account.known() && !account.alias().equals(AwsAccount.DEFAULT_ALIAS)) {
      // an account that the same configuration makes, say: its id is the account's
      replaceUnknown(named, account.account());
    }
  }

  private void replaceUnknown(String named, String account) {
    boolean whole =
        named.indexOf(Unknown.OPEN) == 0 && named.indexOf(Unknown.CLOSE) == named.length() - 1;
    if (whole && !named.isEmpty() && !replacements.containsKey(named)) {
      replace(named, account);
    }
  }

  /// The account that the configuration names, known or not; empty where it names none.
  private static String accountText(EvaluatedBody body) {
    List<Value> allowed = body.value("allowed_account_ids").map(Values::elements).orElse(List.of());
    if (allowed.size() == 1) {
      return Values.text(allowed.getFirst()).orElse("");
    }
    for (EvaluatedBody.Block block : body.blocks("assume_role")) {
      Arn role = block.body().value("role_arn").flatMap(Values::text).map(Arn::parse).orElse(null);
      if (role != null) {
        return role.account();
      }
    }
    return "";
  }

  private void add(AwsAccount account) {
    byAlias.put(account.alias(), account);
    AwsAccount symbolic = AwsAccount.of(root, account.alias(), account.alias(), "", "");
    replace(symbolic.account(), account.account());
    replace(symbolic.region(), account.region());
  }

  private void replace(String from, String to) {
    if (!from.equals(to)) {
      replacements.put(from, to);
    }
  }

  /// Two configurations with the same credentials are one account.
  private static String credentials(EvaluatedBody body) {
    StringBuilder all = new StringBuilder(accountId(body));
    for (String name : CREDENTIALS) {
      all.append('\n').append(body.value(name).map(Object::toString).orElse(""));
    }
    for (EvaluatedBody.Block block : body.blocks("assume_role")) {
      all.append('\n').append(block.body().value("role_arn").map(Object::toString).orElse(""));
    }
    return all.toString();
  }

  private static String accountId(EvaluatedBody body) {
    List<Value> allowed = body.value("allowed_account_ids").map(Values::elements).orElse(List.of());
    if (allowed.size() == 1) {
      Optional<String> id = Values.text(allowed.getFirst()).filter(Arn::isAccountId);
      if (id.isPresent()) {
        return id.get();
      }
    }
    for (EvaluatedBody.Block block : body.blocks("assume_role")) {
      Arn role = block.body().value("role_arn").flatMap(Values::text).map(Arn::parse).orElse(null);
      if (role != null && role.accountKnown()) {
        return role.account();
      }
    }
    return "";
  }

  private static String region(EvaluatedBody body) {
    return body.value("region").flatMap(Values::text).filter(text -> !Unknown.in(text)).orElse("");
  }

  /// The account of a resource. A configuration without block is one of its own, unless its alias
  /// is that of a region.
  AwsAccount of(ProviderReference reference) {
    String alias = alias(reference);
    AwsAccount known = byAlias.get(alias);
    if (known != null) {
      return known;
    }
    boolean region = REGION.matcher(alias).matches();
    AwsAccount base = region ? byAlias.get(AwsAccount.DEFAULT_ALIAS) : null;
    String stands = region ? AwsAccount.DEFAULT_ALIAS : alias;
    String id = base != null && base.known() ? base.account() : "";
    AwsAccount made = AwsAccount.of(root, alias, stands, id, "");
    add(made);
    return made;
  }

  /// Symbols that texts hold, and what they stand for.
  Map<String, String> replacements() {
    return replacements;
  }

  /// The tags that a provider configuration gives to everything.
  static Map<String, Value> defaultTags(RootModule module, ProviderReference reference) {
    for (ProviderConfiguration configuration : module.providers()) {
      if (configuration.reference().text().equals(reference.text())
          && configuration.reference().module().equals(reference.module())) {
        return tags(configuration);
      }
    }
    return Map.of();
  }

  private static Map<String, Value> tags(ProviderConfiguration configuration) {
    for (EvaluatedBody.Block block : configuration.body().blocks("default_tags")) {
      @Nullable Value tags = block.body().value("tags").orElse(null);
      if (tags instanceof MapValue map) {
        return map.entries();
      }
    }
    return Map.of();
  }
}
