package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Reference;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds where logins are written into other resources: the password of a database, by its text or
/// by the unknown that it is, and the private key of a machine, by the pair that it belongs to. No
/// password becomes a fact.
final class LoginFacts {
  private static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST = 1 << 20;

  /// A file that is not there, as the unknown that its text is. Both halves of a pair lie beside
  /// each other, the public one with an ending.
  private static final Pattern FILE =
      Pattern.compile("\u27e8file\\(\"([^\"\u27e8\u27e9]+)\"\\)\u27e9");

  private static final String PUBLIC_KEY_FILE = ".pub";
  private static final List<String> DATABASES =
      List.of(
          "aws_db_instance",
          "aws_rds_cluster",
          "aws_redshift_cluster",
          "aws_docdb_cluster",
          "aws_elasticache_replication_group");
  private static final List<String> PASSWORDS =
      List.of("password", "master_password", "auth_token");

  private final Estate estate;
  private final KeyPairs pairs;
  private final Map<String, String> databasesByPassword = new LinkedHashMap<>();

  /// Machines by what tells their private key: the name of a file, or the address of a pair that
  /// Terraform makes.
  private final Map<String, List<String>> machinesByKey = new TreeMap<>();

  /// By the pair of which no public half is given, so that its private half is made with it.
  private final Map<String, List<String>> machinesByMadePair = new TreeMap<>();

  LoginFacts(Estate estate) {
    this.estate = estate;
    for (String type : DATABASES) {
      for (AwsResource database : estate.directory().ofType(type)) {
        for (Value password : database.attributes().all(PASSWORDS)) {
          String text = Attributes.text(password);
          if (text != null && text.length() >= SHORTEST_PASSWORD) {
            databasesByPassword.put(text, database.entity());
          }
        }
      }
    }
    pairs = new KeyPairs(estate);
    pairs.machines().forEach(this::machine);
  }

  private void machine(AwsResource machine) {
    AwsResource pair = pairs.of(machine);
    Value half = pair == null ? null : pair.attributes().value("public_key");
    String told = half == null ? null : told(half, true);
    if (told != null) {
      machinesByKey.merge(told, List.of(machine.entity()), LoginFacts::both);
    } else if (pair != null && pair.managed() && half == null) {
      machinesByMadePair
          .computeIfAbsent(pair.entity(), key -> new ArrayList<>())
          .add(machine.entity());
    }
  }

  private static List<String> both(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  void state(AwsResource resource) {
    pairs.state(resource);
    madePair(resource);
    if ((databasesByPassword.isEmpty() && machinesByKey.isEmpty())
        || DATABASES.contains(resource.type())) {
      return;
    }
    String holder = CredentialFacts.holder(resource, estate);
    if (holder == null) {
      return;
    }
    for (String name : resource.attributes().map().names()) {
      Value value = resource.attributes().value(name);
      if (value != null) {
        String relation = name.equals("provisioner") ? "file_login" : "holds_login";
        Texts.in(value).forEach(text -> text(resource, holder, relation, text));
      }
    }
  }

  /// The private half of a pair that CloudFormation makes lies in a parameter named after the
  /// pair's id.
  private void madePair(AwsResource pair) {
    List<String> machines = machinesByMadePair.getOrDefault(pair.entity(), List.of());
    if (!pair.type().equals("aws_key_pair") || machines.isEmpty()) {
      return;
    }
    Evidence at = pair.evidence();
    AwsAccount account = pair.account();
    String id = Unknown.part(pair.root() + ":" + pair.address() + ".key_pair_id");
    String parameter = account.label() + "/ec2/keypair/" + pair.address();
    estate
        .out()
        .entity(
            parameter,
            "aws.ssm.parameter",
            "private key of " + pair.naming().shownName(),
            List.of());
    Arn arn = Arn.parse(pair.naming().arn());
    String region = arn == null ? "*" : arn.region();
    estate.fact(at, "kind", parameter, "aws.ssm.parameter");
    estate.fact(at, "in_account", parameter, account.entity());
    estate.fact(
        at,
        "arn",
        parameter,
        new Arn(
                account.partition(),
                "ssm",
                region,
                account.account(),
                "parameter/ec2/keypair/" + id)
            .toString());
    estate.fact(at, "stores", parameter, "secret");
    machines.forEach(machine -> estate.fact(at, "holds_login", parameter, machine));
  }

  /// What the state of a configuration holds of the resource: the password of a database, and the
  /// private key of a machine where Terraform makes the pair.
  void copied(AwsResource resource, String state) {
    if (DATABASES.contains(resource.type())) {
      for (Value password : resource.attributes().all(PASSWORDS)) {
        estate.fact(resource.evidence(password), "holds_login", state, resource.entity());
      }
    }
    machinesByKey.forEach(
        (key, machines) -> {
          boolean made = key.startsWith(resource.root() + ":") && key.contains("tls_private_key.");
          if (made && machines.contains(resource.entity())) {
            estate.fact(resource.evidence(), "holds_login", state, resource.entity());
          }
        });
  }

  private void text(AwsResource resource, String holder, String relation, Value value) {
    String text = Attributes.text(value);
    if (text != null && text.length() <= LONGEST) {
      databasesByPassword.forEach(
          (password, database) -> {
            if (standsIn(text, password)) {
              estate.fact(resource.evidence(value), relation, holder, database);
            }
          });
    }
    String key = relation.equals("holds_login") ? told(value, false) : null;
    for (String machine :
        key == null ? List.<String>of() : machinesByKey.getOrDefault(key, List.of())) {
      if (!machine.equals(holder)) {
        estate.fact(resource.evidence(value), relation, holder, machine);
      }
    }
  }

  /// Whether the password stands in the text as a word of its own.
  private static boolean standsIn(String text, String password) {
    for (int at = text.indexOf(password); at >= 0; at = text.indexOf(password, at + 1)) {
      int end = at + password.length();
      if (!isWord(text, at - 1) && !isWord(text, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(String text, int at) {
    return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }

  /// What both halves of a pair of keys have in common.
  private static @Nullable String told(Value value, boolean publicHalf) {
    for (Reference reference : value.references().asSet()) {
      boolean ofPair = reference.address().contains("tls_private_key.");
      if (ofPair && reference.attribute().startsWith(publicHalf ? "public_key" : "private_key")) {
        return reference.root() + ":" + reference.address();
      }
    }
    String text = Attributes.text(value);
    Matcher file = FILE.matcher(text == null ? "" : text.strip());
    if (!file.matches()) {
      return null;
    }
    String name = file.group(1);
    if (publicHalf) {
      return name.endsWith(PUBLIC_KEY_FILE)
          ? name.substring(0, name.length() - PUBLIC_KEY_FILE.length())
          : null;
    }
    return name;
  }
}
