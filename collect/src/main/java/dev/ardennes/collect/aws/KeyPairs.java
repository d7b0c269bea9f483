package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which pair of keys machines are started with: whoever has its private half logs in to them.
final class KeyPairs {
  private static final String PAIR = "aws_key_pair";
  private static final String KIND = "aws.ec2.key-pair";
  private static final List<String> MACHINES =
      List.of("aws_instance", "aws_spot_instance_request", "aws_autoscaling_group");
  private static final List<String> TEMPLATES =
      List.of("launch_template.id", "launch_template.name", "launch_configuration");

  private final Estate estate;

  KeyPairs(Estate estate) {
    this.estate = estate;
  }

  /// @param by the machine, or the template that it starts from
  private record Named(AwsResource by, Value key) {}

  List<AwsResource> machines() {
    return MACHINES.stream().flatMap(type -> estate.directory().ofType(type).stream()).toList();
  }

  /// The pair that the machine names, or that the template names from which it starts; null where a
  /// source declares none.
  @Nullable AwsResource of(AwsResource machine) {
    Named named = named(machine);
    return named == null ? null : declared(named, machine);
  }

  private @Nullable AwsResource declared(Named named, AwsResource machine) {
    return estate.directory().find(named.key(), machine.account(), PAIR);
  }

  private @Nullable Named named(AwsResource machine) {
    for (Value key : machine.attributes().all("key_name")) {
      return new Named(machine, key);
    }
    for (Value template : machine.attributes().all(TEMPLATES)) {
      AwsResource found =
          estate
              .directory()
              .find(template, machine.account(), "aws_launch_template", "aws_launch_configuration");
      List<Value> keys = found == null ? List.of() : found.attributes().all("key_name");
      if (found != null && !keys.isEmpty()) {
        return new Named(found, keys.getFirst());
      }
    }
    return null;
  }

  void state(AwsResource machine) {
    Named named = MACHINES.contains(machine.type()) ? named(machine) : null;
    if (named == null) {
      return;
    }
    Evidence at = named.by().evidence(named.key());
    AwsResource declared = declared(named, machine);
    String pair = declared != null ? declared.entity() : undeclared(named, machine, at);
    if (pair != null) {
      estate.fact(at, "opened_by", machine.entity(), pair);
    }
  }

  /// A pair that somebody made by hand, of which the machine knows the name.
  private @Nullable String undeclared(Named named, AwsResource machine, Evidence at) {
    String name = Attributes.text(named.key());
    if (name == null || name.isEmpty() || Unknown.in(name)) {
      return null;
    }
    AwsAccount account = machine.account();
    String resource = "key-pair/" + name;
    String arn =
        new Arn(account.partition(), "ec2", account.region(), account.account(), resource)
            .toString();
    String id = Unknown.in(arn) ? account.label() + "/ec2/" + resource : arn;
    if (!estate.out().knows(id)) {
      estate.out().entity(id, KIND, name, List.of(Unknown.asGlob(arn)));
      estate.fact(at, "arn", id, arn);
      estate.fact(at, "in_account", id, account.entity());
    }
    return id;
  }
}
