package dev.ardennes.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CatalogueTest {
  private final Catalogue catalogue = Catalogue.standard();

  @Test
  void everyRelationSaysWhatItMeansAndWhatAbsenceMeans() {
    assertThat(catalogue.relations())
        .isNotEmpty()
        .allSatisfy(
            relation -> {
              assertThat(relation.means()).isNotBlank();
              assertThat(relation.absent()).isNotBlank();
            });
  }

  @Test
  void aRoleIsAPrincipalAndAnEntityButNoUser() {
    assertThat(catalogue.isA("role", "principal")).isTrue();
    assertThat(catalogue.isA("role", "entity")).isTrue();
    assertThat(catalogue.isA("role", "user")).isFalse();
    assertThat(catalogue.compatible("principal", "role")).isTrue();
    assertThat(catalogue.compatible("role", "user")).isFalse();
  }

  @Test
  void changedStateReplacesDecisionsByDecisionsOfTheSameShape() {
    for (Catalogue.ChangedState changed : catalogue.changedStates()) {
      changed
          .use()
          .forEach(
              (plain, granted) ->
                  assertThat(types(granted)).as(plain + " -> " + granted).isEqualTo(types(plain)));
    }
  }

  @Test
  void everyTypesParentExists() {
    assertThat(catalogue.types())
        .allSatisfy(
            type ->
                assertThat(type.parent() == null || catalogue.isA(type.name(), type.parent()))
                    .isTrue());
  }

  @Test
  void theSameContentHasTheSameIdAndPartsDoNotRunTogether() {
    assertThat(Fact.idOf("kind", List.of("a", "b")))
        .isEqualTo(Fact.idOf("kind", List.of("a", "b")));
    assertThat(Fact.idOf("kind", List.of("ab", "")))
        .isNotEqualTo(Fact.idOf("kind", List.of("a", "b")));
  }

  @Test
  void unknownPartsBecomeStarsInAliases() {
    assertThat(Unknown.asGlob("arn:aws:iam::" + Unknown.part("x:account") + ":role/app"))
        .isEqualTo("arn:aws:iam::*:role/app");
  }

  @Test
  void aKindThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> Assumption.Kind.of("wishful"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<String> types(String relation) {
    return Objects.requireNonNull(catalogue.relation(relation)).columns().stream()
        .map(Relation.Column::type)
        .toList();
  }
}
