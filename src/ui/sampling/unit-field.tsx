import { NumberField, type NumberFieldProps } from '../controls/number-field.tsx';
import styles from './unit-field.module.css';

/** A number field with its unit inside. */
export function UnitField({ unit, ...field }: NumberFieldProps & { readonly unit: string }) {
  return (
    <span className={styles.field} style={{ '--field-width': `${field.widthPx ?? 60}px` } as React.CSSProperties}>
      <NumberField {...field} />
      <span aria-hidden="true" className={styles.unit}>
        {unit}
      </span>
    </span>
  );
}
