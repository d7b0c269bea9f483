package dev.ardennes.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsServices;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What lies under a key that AWS manages is of no use outside its account.
final class KeysOfAwsTest {
  private static final AwsServices SERVICES = AwsServices.bundled();
  private static final String HOME = "111122223333";
  private static final String AWAY = "444455556666";
  private static final String UNKNOWN = "⟨data.aws_caller_identity.current.account_id⟩";
  private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:" + HOME + ":secret:token";

  private static String user(String account) {
    return "arn:aws:iam::" + account + ":user/dev";
  }

  private static Decision decrypts(String account, boolean managed) {
    List<Entity> entities = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    declare("aws.iam.user", user(account), account, entities, facts);
    declare("aws.secretsmanager.secret", SECRET, HOME, entities, facts);
    entities.add(new Entity("internet", "external.internet", "internet", List.of()));
    if (managed) {
      facts.add(fact("key_of_aws", SECRET));
    }
    FactBase base =
        FactBase.of(
            List.of(new Collected("test", "test", "", 1, entities, facts, List.of(), List.of())));
    String principal = account.isEmpty() ? "internet" : user(account);
    return new RelationDecisions(base, null, SERVICES)
        .decide("may_decrypt", List.of(principal, SECRET));
  }

  private static void declare(
      String kind, String arn, String account, List<Entity> entities, List<Fact> facts) {
    String root = "arn:aws:iam::" + account + ":root";
    entities.add(new Entity(arn, kind, arn, List.of()));
    entities.add(new Entity(root, "aws.account", account, List.of()));
    facts.add(fact("kind", arn, kind));
    facts.add(fact("arn", arn, arn));
    facts.add(fact("arn", root, root));
    facts.add(fact("in_account", arn, root));
  }

  private static Fact fact(String relation, String... args) {
    return new Fact(
        relation, List.of(args), Standing.CONFIGURED, List.of(Evidence.at("test", "file", 1, 1)));
  }

  @Test
  void principalsOfTheAccountReadIt() {
    assertThat(decrypts(HOME, true).verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void principalsOfAnotherAccountDoNot() {
    assertThat(decrypts(AWAY, true).verdict()).isEqualTo(Verdict.NO);
    assertThat(decrypts(AWAY, false).verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void anybodyDoesNot() {
    assertThat(decrypts("", true).verdict()).isEqualTo(Verdict.NO);
    assertThat(decrypts("", false).verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void principalsOfAnAccountThatIsNotKnownDoIfItIsTheSame() {
    Decision decision = decrypts(UNKNOWN, true);
    assertThat(decision.verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(decision.alternatives())
        .flatExtracting(Alternative::assumptions)
        .singleElement()
        .satisfies(assumption -> assertThat(assumption.says()).contains(HOME));
  }
}
