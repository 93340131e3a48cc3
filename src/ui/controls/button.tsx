import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './button.module.css';
import { Icon, type IconName } from './icon.tsx';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly children: ReactNode;
  /** One `primary` a layer. */
  readonly variant?: 'default' | 'primary' | 'ghost' | 'link';
  readonly icon?: IconName | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

export function Button({ children, variant = 'default', icon, className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={[styles.button, styles[variant], className].filter(Boolean).join(' ')}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** Accessible name, and the tooltip unless `title` is given. */
  readonly label: string;
  readonly icon: IconName;
  /** `default` has a surface, `ghost` shows one on hover only. */
  readonly variant?: 'default' | 'ghost';
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** A square button of 28 px that shows only an icon. */
export function IconButton({
  label,
  icon,
  variant = 'ghost',
  className,
  title,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={title ?? label}
      className={[styles.button, styles.iconOnly, styles[variant], className].filter(Boolean).join(' ')}
    >
      <Icon name={icon} />
    </button>
  );
}
