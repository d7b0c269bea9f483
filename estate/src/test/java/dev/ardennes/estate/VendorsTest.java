package dev.ardennes.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VendorsTest {
  private static final FactBase FACTS =
      new Scene()
          .mentioned("aws.account", "arn:aws:iam::444455556666:root")
          .mentioned("aws.account", "arn:aws:iam::777788889999:root")
          .declared("aws.iam.role", "444455556666")
          .facts();

  private static Applied<List<Fact>> vendors(String item) {
    return Scene.configuration("vendors:\n- " + item).vendorFacts(FACTS);
  }

  @Test
  void accountThatTheFileNamesServesCustomers() {
    Applied<List<Fact>> said = vendors("{account: '*444455556666*', why: its scanner}");

    assertThat(said.value())
        .extracting(Fact::toString)
        .containsExactly("serves_customers(arn:aws:iam::444455556666:root)");
    assertThat(said.value().getFirst().evidence())
        .singleElement()
        .satisfies(place -> assertThat(place.place()).isEqualTo("ardennes.yaml:2"));
    assertThat(said.problems()).isEmpty();
  }

  @Test
  void accountThatNothingNamesIsAProblem() {
    Applied<List<Fact>> said = vendors("{account: '000011112222', why: its scanner}");

    assertThat(said.value()).isEmpty();
    assertThat(Scene.said(said.problems())).singleElement().asString().contains("matches nothing");
  }

  @Test
  void withoutTheFileNobodyDoes() {
    assertThat(EstateConfiguration.none().vendorFacts(FACTS).value()).isEmpty();
  }
}
