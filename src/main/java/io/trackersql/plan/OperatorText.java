package io.trackersql.plan;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.externalize.RelWriterImpl;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.util.Pair;

/** One operator of a plan as one line, without its inputs. */
final class OperatorText {
    private OperatorText() {}

    static String of(RelNode node) {
        StringWriter text = new StringWriter();
        node.explain(new RelWriterImpl(new PrintWriter(text), SqlExplainLevel.EXPPLAN_ATTRIBUTES, false) {
            @Override
            protected void explain_(RelNode rel, List<Pair<String, Object>> values) {
                pw.print(rel.getRelTypeName());
                String separator = "(";
                for (Pair<String, Object> value : values) {
                    if (!(value.right instanceof RelNode)) {
                        pw.print(separator + value.left + "=[" + value.right + "]");
                        separator = ", ";
                    }
                }
                if (separator.equals(", ")) {
                    pw.print(")");
                }
            }

            @Override
            public boolean nest() {
                return false;
            }
        });
        return text.toString();
    }
}
