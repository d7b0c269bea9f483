/// Values of Terraform expressions: what is known, what is not and why, where it was written and
/// which references it was made from.
@NullMarked
package dev.ardennes.collect.terraform.value;

import org.jspecify.annotations.NullMarked;
