package dev.ardennes.collect.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.terraform.value.Reference;
import dev.ardennes.collect.terraform.value.UnknownValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Over a configuration of built-in resources, its plan and its states, as Terraform 1.11.4 wrote
/// them.
final class StateReaderTest {
  private static byte[] file(String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            StateReaderTest.class.getResourceAsStream("/terraform/show/" + name))) {
      return stream.readAllBytes();
    }
  }

  private static RootModule read(String name) throws IOException {
    TerraformResult result =
        new StateReader("test").read("x/" + name, "x", file(name), ResourceKnowledge.NONE);
    assertThat(result.problems()).isEmpty();
    return result.roots().getFirst();
  }

  private static RootModule configuration() throws IOException {
    Map<String, String> files =
        Map.of(
            "x/main.tf", new String(file("main.tf"), StandardCharsets.UTF_8),
            "x/modules/m/main.tf", new String(file("modules/m/main.tf"), StandardCharsets.UTF_8));
    return new TerraformReader("test", SourceTree.ofTexts(files))
        .read(ResourceKnowledge.NONE)
        .root("x")
        .orElseThrow();
  }

  @Test
  void planAndStatesNameTheInstancesOfTheConfiguration() throws IOException {
    String[] addresses =
        configuration().resources().stream().map(ResourceInstance::toString).toArray(String[]::new);
    assertThat(addresses).hasSize(5);
    for (String name : new String[] {"plan.json", "state.json", "terraform.tfstate.json"}) {
      assertThat(read(name).resources())
          .extracting(ResourceInstance::toString)
          .as(name)
          .containsExactlyInAnyOrder(addresses);
    }
  }

  @Test
  void valuesAreThoseOfTheConfiguration() throws IOException {
    String address = "module.m[\"b c\"].terraform_data.inner[\"x\"]";
    assertThat(configuration().resource(address).orElseThrow().value("input"))
        .hasToString("b c-prod-x");
    for (String name : new String[] {"plan.json", "state.json", "terraform.tfstate.json"}) {
      ResourceInstance instance = read(name).resource(address).orElseThrow();
      assertThat(instance.value("input").toString()).contains("b c-prod-x");
      assertThat(instance.position().pointer()).startsWith("/");
      assertThat(instance.provider().name()).isEqualTo("terraform");
    }
  }

  @Test
  void whatAPlanDoesNotKnowKeepsItsNameAndReferences() throws IOException {
    ResourceInstance many = read("plan.json").resource("terraform_data.many[1]").orElseThrow();
    assertThat(many.value("input"))
        .isInstanceOfSatisfying(
            UnknownValue.class,
            input -> {
              assertThat(input.symbol()).isEqualTo("x:terraform_data.many[1].input");
              assertThat(input.references().asSet())
                  .extracting(Reference::symbol)
                  .contains("x:terraform_data.one.id");
            });
    assertThat(many.value("id")).isInstanceOf(UnknownValue.class);
  }

  @Test
  void otherDocumentsAreAProblem() {
    for (String text : new String[] {"{}", "[1]", "{\"version\": 3}", "{\"a\":", ""}) {
      TerraformResult result =
          new StateReader("test")
              .read("x.json", ".", text.getBytes(StandardCharsets.UTF_8), ResourceKnowledge.NONE);
      assertThat(result.roots()).as(text).isEmpty();
      assertThat(result.problems()).as(text).hasSize(1);
    }
  }
}
