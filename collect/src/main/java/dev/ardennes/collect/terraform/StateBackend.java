package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.hcl.Body;
import dev.ardennes.collect.terraform.hcl.Position;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where Terraform keeps the state of a root module: a `backend` block. What is given on the
/// command line instead is not known.
///
/// @param type `s3` and others
/// @param texts its arguments that are texts; Terraform takes constants only
public record StateBackend(String type, Map<String, String> texts, Position position) {
  public StateBackend {
    texts = Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  /// The last block counts: an override file comes last.
  static Optional<StateBackend> of(List<Body.Block> blocks) {
    if (blocks.isEmpty() || blocks.getLast().labels().size() != 1) {
      return Optional.empty();
    }
    Body.Block block = blocks.getLast();
    Map<String, String> texts = new TreeMap<>();
    block
        .body()
        .attributes()
        .forEach(
            attribute ->
                Constants.text(attribute.expression())
                    .ifPresent(text -> texts.put(attribute.name(), text)));
    return Optional.of(new StateBackend(block.labels().getFirst(), texts, block.position()));
  }
}
