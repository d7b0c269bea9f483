/// YAML as a tree with positions, read under limits: no aliases, no tags, one document.
@NullMarked
package dev.ardennes.model.yaml;

import org.jspecify.annotations.NullMarked;
