/// HCL2 as a language: text in, syntax tree with positions and all problems out. Knows nothing of
/// Terraform.
@NullMarked
package dev.ardennes.collect.terraform.hcl;

import org.jspecify.annotations.NullMarked;
