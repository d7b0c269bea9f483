package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.hcl.Position;

/// A `provider` block with its evaluated arguments, such as `region`, `assume_role` and
/// `allowed_account_ids`.
public record ProviderConfiguration(
    ProviderReference reference, EvaluatedBody body, Position position) {}
