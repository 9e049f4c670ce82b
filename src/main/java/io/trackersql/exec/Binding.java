package io.trackersql.exec;

import io.trackersql.model.Failure;
import io.trackersql.query.Operand;
import io.trackersql.query.TrackerQuery;
import io.trackersql.query.Window;
import java.math.BigDecimal;
import java.util.Optional;

/** Puts values in the place of a query's parameters, and reads those of the window. Pure. */
final class Binding {
    private Binding() {}

    /** The query with a literal for each parameter. */
    static TrackerQuery bind(TrackerQuery query, Object[] parameters) {
        return query.bind(operand -> literal(operand, parameters));
    }

    /** The window as whole numbers of rows; what is still a parameter counts as absent. Fails with BAD_VALUE. */
    static Window known(Window window) {
        return new Window(
                known(window.offset()).map(o -> rows("OFFSET", o)),
                known(window.limit()).map(l -> rows("LIMIT", l)));
    }

    private static Optional<Operand> known(Optional<Operand> operand) {
        return operand.filter(o -> o instanceof Operand.Literal);
    }

    private static Operand literal(Operand operand, Object[] parameters) {
        if (operand instanceof Operand.Parameter parameter) {
            if (parameter.index() >= parameters.length) {
                throw Failure.PARAMETER_UNBOUND.with("Parameter " + (parameter.index() + 1)
                        + " has no value. Set it before the statement is executed.");
            }
            return new Operand.Literal(parameters[parameter.index()]);
        }
        return operand;
    }

    private static Operand rows(String clause, Operand operand) {
        Object value = ((Operand.Literal) operand).value();
        long rows;
        try {
            rows = value instanceof Number number ? new BigDecimal(number.toString()).longValueExact() : -1;
        } catch (ArithmeticException e) {
            throw Failure.BAD_VALUE.with(complaint(clause, value), e);
        }
        if (rows < 0) {
            throw Failure.BAD_VALUE.with(complaint(clause, value));
        }
        return new Operand.Literal(rows);
    }

    private static String complaint(String clause, Object value) {
        return clause + " is " + value + ". Give a whole number of rows from 0.";
    }
}
