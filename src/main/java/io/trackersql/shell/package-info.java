/** The command line: statements from arguments, files, standard input or a prompt, over plain {@code java.sql}. */
package io.trackersql.shell;
