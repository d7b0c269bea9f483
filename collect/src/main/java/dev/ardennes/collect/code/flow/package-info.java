/// Which texts of callers and settings arrive where: an abstract evaluation of programs.
@NullMarked
package dev.ardennes.collect.code.flow;

import org.jspecify.annotations.NullMarked;
