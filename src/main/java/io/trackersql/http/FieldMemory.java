package io.trackersql.http;

import java.util.Arrays;
import java.util.Map;

/**
 * Finds what belongs to the fields of an object by their names. Objects of one answer mostly have the same fields in the same order, so a
 * field is first looked for where it was in the object before; names must be interned, as Jackson's are. Not thread-safe.
 */
public final class FieldMemory<T> {
    private static final int REMEMBERED_MAX = 1024;

    private final Map<String, T> byName;
    private String[] lastNames = new String[16];
    private Object[] lastFound = new Object[16];
    private int at;

    /** A memory of these fields, of which the map may get more before the first is looked for. */
    public FieldMemory(Map<String, T> byName) {
        this.byName = byName;
    }

    /** Says that the next object begins. */
    public void begin() {
        at = 0;
    }

    /** What belongs to the object's next field; null if nothing does. */
    @SuppressWarnings("unchecked") // nothing but values of the map was put in
    public T find(String name) {
        if (at < lastNames.length && sameInstance(lastNames[at], name)) {
            return (T) lastFound[at++];
        }
        T found = byName.get(name);
        if (at < REMEMBERED_MAX) {
            if (at == lastNames.length) {
                lastNames = Arrays.copyOf(lastNames, at * 2);
                lastFound = Arrays.copyOf(lastFound, at * 2);
            }
            lastNames[at] = name;
            lastFound[at] = found;
            at++;
        }
        return found;
    }

    @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // a miss only costs a look-up
    private static boolean sameInstance(String left, String right) {
        return left == right;
    }
}
