/// Terraform configurations, plans and states: root modules, the modules they call, and every
/// resource instance with its evaluated arguments.
@NullMarked
package dev.ardennes.collect.terraform;

import org.jspecify.annotations.NullMarked;
