/// Answers the computed relations of the catalogue from the facts of an estate.
@NullMarked
package dev.ardennes.policy.facts;

import org.jspecify.annotations.NullMarked;
