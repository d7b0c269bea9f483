package dev.ardennes.collect.findings;

import dev.ardennes.collect.json.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One statement of a VEX document.
///
/// @param vulnerability its id; null where the statement names none
/// @param status `not_affected`, `affected`, `fixed` or `under_investigation`
/// @param products what it is about, as the document names them
/// @param parts packages of the products that it is limited to
record Vex(
    Json.Place place,
    @Nullable String vulnerability,
    String status,
    String why,
    Set<String> products,
    Set<String> parts) {
  static final Set<String> STATUSES =
      Set.of("not_affected", "affected", "fixed", "under_investigation");
}
